{{ config(enabled=api_call_volume.rate_card_relation() is not none) }}
{%- do api_call_volume.table_layout(kept=false) %}
{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}

with

{{ api_call_volume.billing_period_calls_ctes() }},

tiers as (

    select *
    from (
        {{ api_call_volume.rate_tiers_query() }}
    ) as all_tiers
    where problem is null

),

quantities as (
    {% for metric in ['calls'] + api_call_volume.call_measures() %}
    select
        account_id,
        period_start,
        coalesce(plan, '') as priced_plan,
        cast('{{ metric }}' as {{ dbt.type_string() }}) as metric,
        cast(billed_{{ metric }} as {{ numeric }}) as quantity
    from billing_period_calls
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- Of the prices that are valid when the period begins, those that became so last.
priced as (

    select
        quantities.account_id,
        quantities.period_start,
        quantities.metric,
        quantities.quantity as period_quantity,
        tiers.tier,
        tiers.tiers_mode,
        tiers.above,
        tiers.up_to,
        tiers.unit_price,
        tiers.flat_price,
        rank() over (
            partition by quantities.account_id, quantities.period_start, quantities.metric order by tiers.valid_from desc
        ) as price_rank
    from quantities
    inner join tiers
        on
            quantities.priced_plan = tiers.plan
            and quantities.metric = tiers.metric
            and quantities.period_start >= tiers.valid_from
            and quantities.period_start < tiers.valid_to

),

-- Without any use, the first tier's flat price is due.
reached_tiers as (

    select
        *,
        case
            when tiers_mode = 'volume' then period_quantity
            when up_to < period_quantity then up_to - above
            else period_quantity - above
        end as quantity
    from priced
    where
        price_rank = 1
        and (period_quantity > above or tier = 1)
        and (tiers_mode = 'graduated' or up_to is null or period_quantity <= up_to)

)

select
    account_id,
    period_start,
    metric,
    cast(tier as {{ dbt.type_bigint() }}) as tier,
    tiers_mode,
    above,
    up_to,
    cast(quantity as {{ numeric }}) as quantity,
    unit_price,
    flat_price,
    case
        when quantity < 1e14 and cast(quantity as {{ double }}) * cast(unit_price as {{ double }}) < 1e21
            then cast({{ api_call_volume.exact_product('quantity', 'unit_price') }} + flat_price as {{ numeric }})
    end as amount
from reached_tiers
