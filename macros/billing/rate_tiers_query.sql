{% macro rate_tiers_query() %}
    {#-
        A query: the rows of the relation `rate_card`, typed. Tiers belong together that have the same plan, metric and
        valid_from; if one of them does not apply, none does.
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
    {%- if not columns -%}
        {{ return('') }}
    {%- endif -%}
    {%- set relation = api_call_volume.declared_relation(api_call_volume.rate_card_relation()) -%}
    {%- set data_types = api_call_volume.expression_types(
        relation, {'valid_from': columns.valid_from, 'valid_to': columns.valid_to}
    ) -%}
    {%- set text = dbt.type_string() -%}
    {%- set numeric = dbt.type_numeric() -%}
    {%- set double = api_call_volume.type_double() -%}
    {%- set price = api_call_volume.type_price() -%}
    {%- set prices = ['unit_price', 'flat_price'] -%}
    {#- Each is at least 0, and less than this power of ten. -#}
    {%- set numbers = {'up_to': 14, 'unit_price': 9, 'flat_price': 9} -%}
    {%- set metrics = ['calls'] + api_call_volume.call_measures() -%}
    {%- set of_one_price = 'partition by plan, metric, valid_from' -%}
    {%- set by_size = of_one_price ~ ' order by coalesce(up_to, 1e15)' -%}
    with

    read_rates as (
        select
            coalesce(trim(cast({{ columns.plan }} as {{ text }})), '') as plan,
            lower(trim(cast({{ columns.metric }} as {{ text }}))) as metric,
            coalesce(nullif(lower(trim(cast({{ columns.tiers_mode }} as {{ text }}))), ''), 'graduated') as tiers_mode,
            {%- for column in numbers %}
            {{ api_call_volume.number_from_text('cast(' ~ columns[column] ~ ' as ' ~ text ~ ')') }} as read_{{ column }},
            nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }},
            {%- endfor %}
            {%- for column in ['valid_from', 'valid_to'] %}
            {{ api_call_volume.date_of_input(columns[column], data_types.get(column)) }} as read_{{ column }},
            nullif(trim(cast({{ columns[column] }} as {{ text }})), '') as given_{{ column }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ api_call_volume.relation_as(relation, 'raw_rates') }}
    ),

    typed_rates as (
        select
            *,
            {%- for column, power in numbers.items() %}
            case when read_{{ column }} >= 0 and read_{{ column }} < 1e{{ power }} then read_{{ column }} end as {{ column }},
            {%- endfor %}
            coalesce(read_valid_from, cast('1900-01-01' as {{ api_call_volume.type_date() }})) as valid_from,
            coalesce(read_valid_to, cast('9999-01-01' as {{ api_call_volume.type_date() }})) as valid_to
        from read_rates
    ),

    judged_rates as (
        select
            *,
            case
                when coalesce(metric, '') not in ('{{ metrics | join("', '") }}') then 'metric is none of {{ metrics | join(", ") }}'
                {%- for column, power in numbers.items() %}
                when given_{{ column }} is not null and {{ column }} is null then '{{ column }} is not a number from 0 to 10^{{ power }}'
                {%- endfor %}
                {%- for column in prices %}
                when abs({{ column }} - cast(cast({{ column }} as {{ price }}) as {{ double }})) > 1e-12 * {{ column }}
                    then '{{ column }} has more than nine decimals'
                {%- endfor %}
                when up_to = 0 then 'up_to is 0'
                when unit_price is null and flat_price is null then 'unit_price and flat_price are empty'
                when tiers_mode not in ('graduated', 'volume') then 'tiers_mode is not graduated or volume'
                {%- for column in ['valid_from', 'valid_to'] %}
                when read_{{ column }} is null and given_{{ column }} is not null then '{{ column }} is not a date'
                {%- endfor %}
                when valid_from >= valid_to then 'valid_to is not after valid_from'
            end as row_problem
        from typed_rates
    ),

    tiers as (
        select
            *,
            row_number() over ({{ by_size }}) as tier,
            coalesce(lag(up_to) over ({{ by_size }}), 0) as above,
            case
                when row_problem is not null then row_problem
                when count(*) over ({{ of_one_price }}) - count(up_to) over ({{ of_one_price }}) <> 1
                    then 'one of its tiers must have an empty up_to, the last one'
                when lag(up_to) over ({{ by_size }}) >= up_to then 'two of its tiers have the same up_to'
                {%- for column in ['tiers_mode', 'valid_to'] %}
                when min({{ column }}) over ({{ of_one_price }}) <> max({{ column }}) over ({{ of_one_price }})
                    then 'its tiers have more than one {{ column }}'
                {%- endfor %}
            end as tier_problem
        from judged_rates
    )

    select
        plan,
        metric,
        valid_from,
        valid_to,
        tiers_mode,
        tier,
        cast(above as {{ numeric }}) as above,
        cast(up_to as {{ numeric }}) as up_to,
        {%- for column in prices %}
        cast(coalesce({{ column }}, 0) as {{ price }}) as {{ column }},
        {%- endfor %}
        max(tier_problem) over ({{ of_one_price }}) as problem
    from tiers
{%- endmacro %}
