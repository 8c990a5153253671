{% macro version_differences_query(due, existing, keys) %}
    {#-
        A query: the keys whose version by the query `due` is not the version by the query `existing`, with
        the version that is due: null for a key that is due no longer. Both queries give the keys (never
        null) and `version`, one row a key.
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
