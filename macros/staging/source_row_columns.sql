{% macro source_row_columns(format) %}
    {#- The columns that source_rows gives for a format, but for `record`. -#}
    {% set columns = ['source_name', 'loaded_at', 'is_wanted', 'raw_identity'] %}
    {% for column in api_call_volume.declared_columns(format) %}
        {% do columns.append('declared_' ~ column) %}
    {% endfor %}
    {% if 'declared_occurred_at' in columns %}
        {% do columns.append('declared_has_occurred_at') %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
