{% macro has_call_counts() %}
    {#-
        Whether rows of any declared source may stand for other than one call: whether one gives
        call_count, its format's mapping does, or it is not known yet. Looks at all sources, since dbt has
        to see each while it parses.
    -#}
    {% set giving = [] %}
    {% for source in api_call_volume.api_call_sources() %}
        {% if 'call_count' in source.columns %}
            {% do giving.append(source.name) %}
        {% elif source.format == 'columns' %}
            {% set relation = api_call_volume.declared_relation(source) %}
            {% if not api_call_volume.is_known_relation(relation) or 'call_count' in api_call_volume.raw_columns(relation) %}
                {% do giving.append(source.name) %}
            {% endif %}
        {% elif not execute or graph.nodes['model.api_call_volume.stg_' ~ source.format ~ '__api_calls'].config.meta.maps_call_count %}
            {% do giving.append(source.name) %}
        {% endif %}
    {% endfor %}
    {{ return(giving | length > 0) }}
{% endmacro %}
