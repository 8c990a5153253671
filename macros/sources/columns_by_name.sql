{% macro columns_by_name(columns) %}
    {#- Columns, as an adapter lists them, by their name in lower case: `quoted` name and `data_type`. -#}
    {% set by_name = {} %}
    {% for column in columns %}
        {% do by_name.update({column.name | lower: {
            'quoted': adapter.quote(column.name | replace('"', '""')), 'data_type': api_call_volume.data_type_of(column) | lower
        }}) %}
    {% endfor %}
    {{ return(by_name) }}
{% endmacro %}
