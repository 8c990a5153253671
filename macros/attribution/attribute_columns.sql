{% macro attribute_columns(entity, columns, raw_columns) %}
    {#-
        The SQL that gives each of `columns` of an entity (`accounts`, `integrations`): column -> SQL over a row of
        <entity>_relation. It is what the var <entity without s>_columns maps it to, else the column of its name, else
        `null`. `raw_columns`: see the macro of that name.
    -#}
    {% set mapping = var(entity[:-1] ~ '_columns', none) or {} %}
    {% set expressions = {} %}
    {% for column in columns %}
        {% do expressions.update({
            column: api_call_volume.column_or_expression(raw_columns, mapping[column]) if column in mapping else raw_columns.get(column, 'null')
        }) %}
    {% endfor %}
    {{ return(expressions) }}
{% endmacro %}
