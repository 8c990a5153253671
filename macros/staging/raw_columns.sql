{% macro raw_columns(relation) %}
    {#-
        The columns of a raw table: name in lower case -> name as SQL takes it. None of them while dbt
        parses, and where the table does not exist yet.
    -#}
    {% set columns = {} %}
    {% if api_call_volume.is_known_relation(relation) %}
        {% for column in adapter.get_columns_in_relation(relation) %}
            {% do columns.update({column.name | lower: adapter.quote(column.name | replace('"', '""'))}) %}
        {% endfor %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
