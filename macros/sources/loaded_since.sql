{% macro loaded_since(start, loaded_at='loaded_at') %}
    {#- A predicate: a row was loaded at or after `start` (a UTC timestamp in SQL), or has no load time; any row, if that is none. -#}
    {{ return('(' ~ loaded_at ~ ' >= ' ~ start ~ ' or ' ~ loaded_at ~ ' is null)' if start else '1 = 1') }}
{% endmacro %}
