{%- do api_call_volume.table_layout(kept=false) %}

{%- set numeric = dbt.type_numeric() %}
{%- set flows = ['new', 'expansion', 'contraction', 'resurrected', 'churned'] -%}

with

growth as (

    select * from {{ ref('fct_growth_accounting') }}

),

internal_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

-- Not the operator's own use.
customers as (

    select growth.*
    from growth
    left join internal_accounts on growth.account_id = internal_accounts.account_id
    where internal_accounts.account_id is null

),

sums as (

    select
        period_grain,
        period_start,
        sum(case when status <> 'dormant' then 1 else 0 end) as active_accounts,
        {% for status in ['new', 'retained', 'resurrected'] -%}
        sum(case when status = '{{ status }}' then 1 else 0 end) as {{ status }}_accounts,
        {% endfor -%}
        sum(case when dormant_periods = 1 then 1 else 0 end) as churned_accounts,
        sum(case when status = 'dormant' then 1 else 0 end) as dormant_accounts,
        sum(calls_per_day) as calls_per_day,
        {% for flow in flows -%}
        sum({{ flow }}_calls_per_day) as {{ flow }}_calls_per_day,
        {% endfor -%}
        sum(previous_calls_per_day) as previous_calls_per_day
    from customers
    group by period_grain, period_start

)

select
    period_grain,
    period_start,
    {% for status in ['active', 'new', 'retained', 'resurrected', 'churned', 'dormant'] -%}
    cast({{ status }}_accounts as {{ dbt.type_bigint() }}) as {{ status }}_accounts,
    {% endfor -%}
    {% for column in ['calls_per_day', 'previous_calls_per_day'] -%}
    cast({{ column }} as {{ numeric }}) as {{ column }},
    {% endfor -%}
    {% for flow in flows -%}
    cast({{ flow }}_calls_per_day as {{ numeric }}) as {{ flow }}_calls_per_day,
    {% endfor -%}
    cast(
        (new_calls_per_day + resurrected_calls_per_day + expansion_calls_per_day)
        / nullif(contraction_calls_per_day + churned_calls_per_day, 0) as {{ numeric }}
    ) as quick_ratio,
    cast(
        (previous_calls_per_day - contraction_calls_per_day - churned_calls_per_day)
        / nullif(previous_calls_per_day, 0) as {{ numeric }}
    ) as gross_retention,
    cast(
        (previous_calls_per_day + expansion_calls_per_day - contraction_calls_per_day - churned_calls_per_day)
        / nullif(previous_calls_per_day, 0) as {{ numeric }}
    ) as net_retention,
    cast(
        cast(retained_accounts as {{ api_call_volume.type_double() }})
        / nullif(retained_accounts + churned_accounts, 0) as {{ numeric }}
    ) as account_retention
from sums
