{% macro raw_columns(relation, keep=true) %}
    {#-
        The columns of a raw table: name in lower case -> quoted name. Empty while dbt parses, and where the table
        does not exist yet. `keep`: see table_columns.
    -#}
    {% set columns = {} %}
    {% if api_call_volume.is_known_relation(relation) %}
        {% for name, column in api_call_volume.table_columns(relation, keep).items() %}
            {% do columns.update({name: column.quoted}) %}
        {% endfor %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
