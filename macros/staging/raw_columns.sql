{% macro raw_columns(relation) %}
    {#-
        The columns of a raw table: name in lower case -> name as SQL takes it. None of them while dbt
        parses, and where the table does not exist yet.
    -#}
    {% set columns = {} %}
    {% if execute and load_relation(relation) is not none %}
        {% for column in adapter.get_columns_in_relation(relation) %}
            {% do columns.update({column.name | lower: adapter.quote(column.name)}) %}
        {% endfor %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
