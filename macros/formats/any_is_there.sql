{% macro any_is_there(columns, prefix='') %}
    {#- A predicate: one of the columns is not null. -#}
    {{ return('coalesce(' ~ prefix ~ (columns + columns[:1] if columns | length == 1 else columns) | join(', ' ~ prefix) ~ ') is not null') }}
{% endmacro %}
