{% macro outdated_keys(due, standing, keys, what) %}
    {#-
        Which keys of `this` table are not as they should be, as lists (key values…, version): those whose
        version by the query `due` is not the version by the query `standing`. A key that is due no longer
        has a null version. Both queries give the keys (never null) and `version`, one row a key.
    -#}
    {%- set query -%}
        with

        due as (
            {{ due }}
        ),

        standing as (
            {{ standing }}
        )

        select
            {%- for key in keys %}
            coalesce(due.{{ key }}, standing.{{ key }}) as {{ key }},
            {%- endfor %}
            due.version
        from due
        full outer join standing
            on {% for key in keys %}due.{{ key }} = standing.{{ key }}{{ ' and ' if not loop.last }}{% endfor %}
        where
            due.version is null
            or standing.version is null
            or due.version <> standing.version
        order by {% for key in keys %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    {%- endset -%}
    {{ return(api_call_volume.rows_of(query, what)) }}
{% endmacro %}
