{#- The contract knows no column that a user adds. -#}
{{ config(enabled=api_call_volume.bills(), contract={'enforced': not api_call_volume.call_measures()}) }}
{%- do api_call_volume.table_layout(kept=false) %}
{%- set numeric = dbt.type_numeric() %}
{%- set has_prices = api_call_volume.rate_card_relation() is not none %}

with

{{ api_call_volume.billing_period_calls_ctes() }},

quotas as (

    select *
    from (
        {{ api_call_volume.quotas_in_force_query() }}
    ) as all_quotas
    where
        metric = 'calls'
        and quota_window = 'billing period'

),

-- Of the quotas of a period, the one that applies last counts for all of it.
ranked_quotas as (

    select
        billing_period_calls.account_id,
        billing_period_calls.period_start,
        quotas.amount,
        row_number() over (
            partition by billing_period_calls.account_id, billing_period_calls.period_start order by quotas.valid_from desc
        ) as quota_rank
    from billing_period_calls
    inner join quotas
        on
            billing_period_calls.account_id = quotas.account_id
            and billing_period_calls.period_end > quotas.valid_from
            and billing_period_calls.period_start < quotas.valid_to

),

included_calls as (

    select
        account_id,
        period_start,
        amount as included_calls
    from ranked_quotas
    where quota_rank = 1

)
{%- if has_prices %},

amounts as (

    select
        account_id,
        period_start,
        -- without one of its lines, an amount would be too small
        case when count(amount) = count(*) then sum(amount) end as amount
    from {{ ref('fct_billing_lines') }}
    group by account_id, period_start

)
{%- endif %}

select
    billing_period_calls.account_id,
    billing_period_calls.period_start,
    billing_period_calls.period_end,
    billing_period_calls.plan,
    cast(billing_period_calls.api_calls as {{ numeric }}) as api_calls,
    {%- for column in api_call_volume.outcome_columns().values() %}
    cast(billing_period_calls.{{ column }} as {{ numeric }}) as {{ column }},
    {%- endfor %}
    {%- for measure in api_call_volume.call_measures() %}
    cast(billing_period_calls.{{ measure }} as {{ api_call_volume.type_sum() }}) as {{ measure }},
    {%- endfor %}
    cast(billing_period_calls.request_bytes as {{ api_call_volume.type_sum(whole=true) }}) as request_bytes,
    cast(billing_period_calls.response_bytes as {{ api_call_volume.type_sum(whole=true) }}) as response_bytes,
    cast(billing_period_calls.closed_calls as {{ numeric }}) as closed_calls,
    cast(billing_period_calls.adjustment_calls as {{ numeric }}) as adjustment_calls,
    cast(billing_period_calls.billed_calls as {{ numeric }}) as billed_calls,
    {%- for measure in api_call_volume.call_measures() %}
    cast(billing_period_calls.billed_{{ measure }} as {{ api_call_volume.type_sum() }}) as billed_{{ measure }},
    {%- endfor %}
    included_calls.included_calls,
    cast(
        case
            when billing_period_calls.billed_calls > included_calls.included_calls
                then billing_period_calls.billed_calls - included_calls.included_calls
            when included_calls.included_calls is not null then 0
        end as {{ numeric }}
    ) as overage_calls,
    cast({{ 'amounts.amount' if has_prices else 'null' }} as {{ numeric }}) as amount,
    billing_period_calls.closed_on,
    billing_period_calls.closed_on is not null as is_closed,
    billing_period_calls.is_complete as is_complete_period
from billing_period_calls
left join included_calls
    on
        billing_period_calls.account_id = included_calls.account_id
        and billing_period_calls.period_start = included_calls.period_start
{%- if has_prices %}
left join amounts
    on
        billing_period_calls.account_id = amounts.account_id
        and billing_period_calls.period_start = amounts.period_start
{%- endif %}
