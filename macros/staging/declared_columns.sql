{% macro declared_columns(format) %}
    {#- The canonical columns that at least one source of the format gives by itself, in canonical order. -#}
    {% if format == 'columns' %}
        {{ return(api_call_volume.declarable_columns()) }}
    {% endif %}
    {% set declared = [] %}
    {% for source in api_call_volume.api_call_sources(format) %}
        {% do declared.extend(source.columns) %}
    {% endfor %}
    {{ return(api_call_volume.declarable_columns() | select('in', declared) | list) }}
{% endmacro %}
