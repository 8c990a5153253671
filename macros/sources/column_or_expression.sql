{% macro column_or_expression(raw_columns, expression) %}
    {#-
        What a declaration says of a raw row, as SQL: a text that is exactly the name of a column, whatever its case, is
        that column, quoted (`user`, `Happened At`); any other is a SQL expression, in parentheses. `raw_columns`: see the
        macro of that name.
    -#}
    {%- set text = expression | string | trim -%}
    {{ return(raw_columns.get(text | lower, '(' ~ text ~ ')')) }}
{% endmacro %}
