{% macro rate_tiers_query() %}
    {#-
        A query: the rows of the relation `rate_card`, typed. No rows where it is not declared. Tiers belong together that
        have the same plan, metric and valid_from; if one of them does not apply, none does.
          plan                      whose price it is; empty for accounts without a plan
          metric                    what is priced: `calls`, or one of `call_measures`
          tier, above, up_to        the number of the tier, and the quantities in it: more than `above`, and no more than `up_to`,
                                    null in the last tier
          unit_price, flat_price    the price of each unit, and of the tier as a whole
          tiers_mode                `graduated` (each unit has the price of its tier) or `volume` (all have that of the last one)
          valid_from, valid_to      of the periods that begin on these days, without the last
          problem                   why the tiers do not apply; null where they do
    -#}
    {%- set columns = api_call_volume.rate_card_columns() -%}
    {%- set text = dbt.type_string() -%}
    {%- set key = ['plan', 'metric', 'valid_from', 'valid_to'] -%}
    {%- set by_key = 'partition by plan, metric, valid_from' -%}
    {%- set by_size = by_key ~ ' order by coalesce(up_to, 1e15)' -%}
    {#- Each is at least 0, and less than this power of ten. -#}
    {%- set numbers = {'up_to': 14, 'unit_price': 9, 'flat_price': 9} -%}
    {%- set metrics = ['calls'] + api_call_volume.call_measures() -%}
    select
        {{ key | join(',\n        ') }},
        tier,
        above,
        up_to,
        unit_price,
        flat_price,
        tiers_mode,
        max(problem) over ({{ by_key }}) as problem
    from (
        select
            {{ key | join(',\n            ') }},
            tiers_mode,
            row_number() over ({{ by_size }}) as tier,
            cast(coalesce(lag(up_to) over ({{ by_size }}), 0) as {{ dbt.type_numeric() }}) as above,
            cast(up_to as {{ dbt.type_numeric() }}) as up_to,
            cast(coalesce(unit_price, 0) as {{ api_call_volume.type_price() }}) as unit_price,
            cast(coalesce(flat_price, 0) as {{ api_call_volume.type_price() }}) as flat_price,
            coalesce(
                problem,
                case
                    when count(*) over ({{ by_key }}) - count(up_to) over ({{ by_key }}) <> 1
                        then 'one of its tiers must have an empty up_to, the last one'
                    when lag(up_to) over ({{ by_size }}) >= up_to then 'two of its tiers have the same up_to'
                    {%- for column in ['tiers_mode', 'valid_to'] %}
                    when min({{ column }}) over ({{ by_key }}) <> max({{ column }}) over ({{ by_key }})
                        then 'its tiers have more than one {{ column }}'
                    {%- endfor %}
                end
            ) as problem
        from (
            select
                {{ key | join(',\n                ') }},
                tiers_mode,
                {%- for column, power in numbers.items() %}
                case when {{ column }} >= 0 and {{ column }} < 1e{{ power }} then {{ column }} end as {{ column }},
                {%- endfor %}
                case
                    when coalesce(metric, '') not in ('{{ metrics | join("', '") }}')
                        then 'metric is none of {{ metrics | join(", ") }}'
                    {%- for column, power in numbers.items() %}
                    when given_{{ column }} is not null and not coalesce({{ column }} >= 0 and {{ column }} < 1e{{ power }}, false)
                        then '{{ column }} is not a number from 0 to 10^{{ power }}'
                    {%- endfor %}
                    when up_to = 0 then 'up_to is 0'
                    when unit_price is null and flat_price is null then 'unit_price and flat_price are empty'
                    when tiers_mode not in ('graduated', 'volume') then 'tiers_mode is not graduated or volume'
                    {%- for column in ['valid_from', 'valid_to'] %}
                    when starts_{{ column }} is null and given_{{ column }} is not null then '{{ column }} is not a date'
                    {%- endfor %}
                    when valid_from >= valid_to then 'valid_to is not after valid_from'
                end as problem
            from (
                {%- if columns %}
                {%- set relation = api_call_volume.declared_relation(api_call_volume.rate_card_relation()) %}
                {%- set data_types = api_call_volume.expression_types(
                    relation, {'valid_from': columns.valid_from, 'valid_to': columns.valid_to}
                ) %}
                select
                    *,
                    coalesce(starts_valid_from, cast('1900-01-01' as date)) as valid_from,
                    coalesce(starts_valid_to, cast('9999-01-01' as date)) as valid_to
                from (
                    select
                        coalesce(trim(cast({{ columns.plan }} as {{ text }})), '') as plan,
                        lower(trim(cast({{ columns.metric }} as {{ text }}))) as metric,
                        coalesce(nullif(lower(trim(cast({{ columns.tiers_mode }} as {{ text }}))), ''), 'graduated') as tiers_mode,
                        {%- for column in numbers %}
                        {{ api_call_volume.number_from_text('cast(' ~ columns[column] ~ ' as ' ~ text ~ ')') }} as {{ column }},
                        nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }},
                        {%- endfor %}
                        {%- for column in ['valid_from', 'valid_to'] %}
                        {{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as starts_{{ column }},
                        nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }}{{ ',' if not loop.last }}
                        {%- endfor %}
                    from {{ api_call_volume.relation_as(relation, 'raw_rates') }}
                ) as dated_rates
                {%- else %}
                select
                    {%- for column in ['plan', 'metric', 'tiers_mode', 'given_valid_from', 'given_valid_to'] %}
                    cast(null as {{ text }}) as {{ column }},
                    {%- endfor %}
                    {%- for column in numbers %}
                    cast(null as {{ api_call_volume.type_double() }}) as {{ column }},
                    cast(null as {{ text }}) as given_{{ column }},
                    {%- endfor %}
                    {%- for column in ['starts_valid_from', 'starts_valid_to', 'valid_from', 'valid_to'] %}
                    cast(null as date) as {{ column }}{{ ',' if not loop.last }}
                    {%- endfor %}
                from (select 1 as one) as nothing
                where 1 = 0
                {%- endif %}
            ) as read_rates
        ) as judged_rates
    ) as judged_tiers
{%- endmacro %}
