{% macro version_differences(due, standing, keys) %}
    {#-
        A query: the keys whose version by the query `due` is not the version by the query `standing`, with
        the version that is due: null for a key that is due no longer. Both queries give the keys (never
        null) and `version`, one row a key.
    -#}
    select
        {%- for key in keys %}
        coalesce(due.{{ key }}, standing.{{ key }}) as {{ key }},
        {%- endfor %}
        due.version
    from (
        {{ due }}
    ) as due
    full outer join (
        {{ standing }}
    ) as standing
        on {% for key in keys %}due.{{ key }} = standing.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
    where
        due.version is null
        or standing.version is null
        or due.version <> standing.version
{%- endmacro %}
