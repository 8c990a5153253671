{% macro differing_totals(model, to, keys, measure, to_measure, bounds, where, to_where, absolute_tolerance, relative_tolerance, is_distinct=false) %}
    {#-
        A query: the keys for which a measure here and there differ by more than both tolerances. With is_distinct, any
        value between the largest value and the sum of the rows here is right; value_here is the nearest to value_there.
        The rows of both relations are grouped together instead of joined, so that null keys match, and keys that only
        one relation has are included.
    -#}
    {%- set ordinals = range(1, keys | length + 1) | join(', ') -%}
    {%- set names = keys | map(attribute='name') | join(', ') -%}
with

{% for cte, query in bounds.ctes.items() -%}
{{ cte }} as (

    {{ query }}

),

{% endfor -%}
totals as (

    select
        {%- for key in keys %}
        {{ key.here }} as {{ key.name }},
        {%- endfor %}
        coalesce({{ api_call_volume.aggregated(measure) }}, 0) as value_here,
        {%- if is_distinct %}
        coalesce(max({{ measure }}), 0) as least_here,
        {%- endif %}
        0 as value_there
    from {{ model }}
    {{ api_call_volume.where_all([where, bounds.here]) }}
    {{ 'group by ' ~ ordinals if keys }}

    union all

    select
        {%- for key in keys %}
        {{ key.there }} as {{ key.name }},
        {%- endfor %}
        0 as value_here,
        {%- if is_distinct %}
        0 as least_here,
        {%- endif %}
        coalesce({{ api_call_volume.aggregated(to_measure) }}, 0) as value_there
    from {{ to }}
    {{ api_call_volume.where_all([to_where, bounds.there]) }}
    {{ 'group by ' ~ ordinals if keys }}

),

compared as (

    select
        {%- for key in keys %}
        {{ key.name }},
        {%- endfor %}
        {%- if is_distinct %}
        case
            when sum(value_there) < sum(least_here) then sum(least_here)
            when sum(value_there) > sum(value_here) then sum(value_here)
            else sum(value_there)
        end as value_here,
        {%- else %}
        sum(value_here) as value_here,
        {%- endif %}
        sum(value_there) as value_there
    from totals
    {{ 'group by ' ~ names if keys }}

)

select
    {%- for key in keys %}
    {{ key.name }},
    {%- endfor %}
    value_here,
    value_there,
    value_here - value_there as difference
from compared
where
    not (
        abs(value_here - value_there) <= {{ absolute_tolerance }}
        {%- if relative_tolerance > 0 %}
        or abs(value_here - value_there) <= {{ relative_tolerance }} * abs(cast(value_here as {{ api_call_volume.type_double() }}))
        or abs(value_here - value_there) <= {{ relative_tolerance }} * abs(cast(value_there as {{ api_call_volume.type_double() }}))
        {%- endif %}
    )
{% endmacro %}
