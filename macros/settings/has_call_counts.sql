{% macro has_call_counts() %}
    {#- Whether rows of any declared source may stand for other than one call: whether one gives call_count. -#}
    {% for source in api_call_volume.api_call_sources() %}
        {% if 'call_count' in source.columns %}
            {{ return(true) }}
        {% elif source.format == 'columns' %}
            {% set relation = api_call_volume.declared_relation(source) %}
            {% if not api_call_volume.is_known_relation(relation) or 'call_count' in api_call_volume.raw_columns(relation) %}
                {{ return(true) }}
            {% endif %}
        {% endif %}
    {% endfor %}
    {{ return(false) }}
{% endmacro %}
