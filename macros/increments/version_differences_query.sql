{% macro version_differences_query(due, existing, keys) %}
    {#-
        A query: the keys that have different versions in the queries `due` and `existing`, or are in one of them
        only, with the version of `due`: null for a key that is not in it. Both queries return the key columns (never
        null) and `version`, one row per key.
    -#}
    select
        {%- for key in keys %}
        coalesce(due.{{ key }}, existing.{{ key }}) as {{ key }},
        {%- endfor %}
        due.version
    from (
        {{ due }}
    ) as due
    full outer join (
        {{ existing }}
    ) as existing
        on {% for key in keys %}due.{{ key }} = existing.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
    where
        due.version is null
        or existing.version is null
        or due.version <> existing.version
{%- endmacro %}
