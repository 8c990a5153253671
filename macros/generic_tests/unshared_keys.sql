{% macro unshared_keys(model, to, keys, bounds, where, to_where, is_mutual=true) %}
    {#-
        A query: the keys that only one of two relations has, which relation lacks them, and how many rows the other
        one has; without is_mutual, only keys that `to` lacks. Grouped instead of joined, so that null keys match.
    -#}
    {%- set ordinals = range(1, keys | length + 1) | join(', ') -%}
    {%- set names = keys | map(attribute='name') | list -%}
with

{% for cte, query in bounds.ctes.items() -%}
{{ cte }} as (

    {{ query }}

),

{% endfor -%}
keys_of_both as (

    select
        {%- for key in keys %}
        {{ key.here }} as {{ key.name }},
        {%- endfor %}
        count(*) as rows_here,
        0 as rows_there
    from {{ model }}
    {{ api_call_volume.where_all([where, bounds.here]) }}
    group by {{ ordinals }}

    union all

    select
        {%- for key in keys %}
        {{ key.there }} as {{ key.name }},
        {%- endfor %}
        0 as rows_here,
        count(*) as rows_there
    from {{ to }}
    {{ api_call_volume.where_all([to_where, bounds.there]) }}
    group by {{ ordinals }}

)

select
    {{ names | join(',\n    ') }},
    case when sum(rows_here) = 0 then 'here' else 'there' end as missing_from,
    sum(rows_here) + sum(rows_there) as row_count
from keys_of_both
group by {{ names | join(', ') }}
having sum(rows_there) = 0 {{ 'or sum(rows_here) = 0' if is_mutual }}
{% endmacro %}
