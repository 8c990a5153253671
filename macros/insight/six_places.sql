{% macro six_places(number) %}
    {#- An expression: a column of type double as an exact number with 6 places. Null where it has so many digits before the point that a double has no 6 places. -#}
    case when abs({{ number }}) < 1e15 then cast({{ number }} as {{ dbt.type_numeric() }}) end
{%- endmacro %}
