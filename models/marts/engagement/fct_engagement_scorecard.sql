{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set rates = api_call_volume.scorecard_rates() %}
{%- set thresholds = api_call_volume.score_thresholds() %}
{%- set no_responses = 0 if api_call_volume.has_engagement_source('satisfaction_responses') else 'null' %}
{%- set no_outcomes = 0 if api_call_volume.has_engagement_source('outcomes') else 'null' %}
{%- set numeric = dbt.type_numeric() %}
{%- set bigint = dbt.type_bigint() %}
{%- set double = api_call_volume.type_double() %}

{%- set versions = api_call_volume.scorecard_versions_query() %}
{%- set periods_to_build = api_call_volume.periods_to_build(versions) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build) }}

),

-- The periods to build, and the period before each.
daily_calls as (

    select *
    from {{ ref('fct_api_calls_daily') }}
    where {{ api_call_volume.in_periods(periods_to_build, periods_before=1) }}

),

calls_by_period as (

    {{ api_call_volume.in_each_grain('daily_calls') }}

),

calls as (

    select
        period_grain,
        period_start,
        account_id,
        sum(api_calls) as api_calls,
        sum(successful_calls) as successful_calls
    from calls_by_period
    group by period_grain, period_start, account_id

),

-- The calls of each period, as those of the period before the next one.
previous_calls as (

    select
        period_grain,
        {{ api_call_volume.next_period_start('period_start', 'period_grain') }} as period_start,
        account_id,
        api_calls
    from calls

),

first_calls as (

    select
        account_id,
        min(date_day) as first_called_on
    from {{ ref('fct_api_calls_daily') }}
    group by account_id

),

satisfaction_responses as (

    select *
    from {{ ref('int_satisfaction_responses') }}
    where {{ api_call_volume.in_periods(periods_to_build) }}

),

satisfaction_by_period as (

    {{ api_call_volume.in_each_grain('satisfaction_responses', periods_to_build=periods_to_build) }}

),

satisfaction_scores as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when lower(survey) = 'csat' and score between 1 and 5 then 1 else 0 end) as csat_responses,
        sum(case when lower(survey) = 'csat' and score between 4 and 5 then 1 else 0 end) as csat_satisfied,
        sum(case when lower(survey) = 'nps' and score between 0 and 10 then 1 else 0 end) as nps_responses,
        sum(
            case
                when lower(survey) = 'nps' and score between 9 and 10 then 1
                when lower(survey) = 'nps' and score between 0 and 6 then -1
                else 0
            end
        ) as nps_promoters_less_detractors
    from satisfaction_by_period
    group by period_grain, period_start, account_id

),

outcomes as (

    select *
    from {{ ref('int_outcomes') }}
    where {{ api_call_volume.in_periods(periods_to_build) }}

),

outcomes_by_period as (

    {{ api_call_volume.in_each_grain('outcomes', periods_to_build=periods_to_build) }}

),

outcome_counts as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when lower(outcome) = 'conversion' then 1 else 0 end) as conversions,
        sum(case when lower(outcome) = 'renewal' then 1 else 0 end) as renewals,
        sum(case when lower(outcome) = 'churn' then 1 else 0 end) as churns,
        sum(
            case when lower(outcome) = 'revenue' and abs(amount) < 1e12 then cast(amount as {{ numeric }}) else 0 end
        ) as revenue
    from outcomes_by_period
    group by period_grain, period_start, account_id

),

active_accounts as (
    {% for relation in ['calls', 'satisfaction_scores', 'outcome_counts'] %}
    select
        period_grain,
        period_start,
        account_id
    from {{ relation }}
    union distinct
    {%- endfor %}
    {%- for fact in rates.values() %}
    select
        period_grain,
        period_start,
        account_id
    from {{ ref(fact) }}
    {{ 'union distinct' if not loop.last }}
    {%- endfor %}

),

accounts as (

    select
        periods.period_grain,
        periods.period_start,
        periods.is_complete_period,
        periods.data_version,
        active_accounts.account_id
    from periods
    left join active_accounts
        on
            periods.period_grain = active_accounts.period_grain
            and periods.period_start = active_accounts.period_start

),

put_together as (

    select
        accounts.period_grain,
        accounts.period_start,
        accounts.account_id,
        accounts.is_complete_period,
        accounts.data_version,
        coalesce(calls.api_calls, 0) as api_calls,
        coalesce(
            previous_calls.api_calls, case when first_calls.first_called_on < accounts.period_start then 0 end
        ) as previous_period_calls,
        {{ api_call_volume.share_of_calls('calls.successful_calls', 'calls.api_calls') }} as success_rate,
        {%- for name in rates %}
        {{ name }}.rate as {{ name }}_rate,
        {%- endfor %}
        satisfaction_scores.csat_responses,
        cast(satisfaction_scores.csat_satisfied as {{ double }}) / nullif(satisfaction_scores.csat_responses, 0) as csat_rate,
        satisfaction_scores.nps_responses,
        cast(100 * satisfaction_scores.nps_promoters_less_detractors as {{ double }})
        / nullif(satisfaction_scores.nps_responses, 0) as nps,
        outcome_counts.conversions,
        outcome_counts.renewals,
        outcome_counts.churns,
        outcome_counts.revenue,
        {{ dbt.datediff(
            'accounts.period_start', api_call_volume.next_period_start('accounts.period_start', 'accounts.period_grain'), 'day'
        ) }} as period_days
    from accounts
    left join calls
        on
            accounts.period_grain = calls.period_grain
            and accounts.period_start = calls.period_start
            and accounts.account_id = calls.account_id
    left join previous_calls
        on
            accounts.period_grain = previous_calls.period_grain
            and accounts.period_start = previous_calls.period_start
            and accounts.account_id = previous_calls.account_id
    left join first_calls on accounts.account_id = first_calls.account_id
    {%- for relation in ['satisfaction_scores', 'outcome_counts'] %}
    left join {{ relation }}
        on
            accounts.period_grain = {{ relation }}.period_grain
            and accounts.period_start = {{ relation }}.period_start
            and accounts.account_id = {{ relation }}.account_id
    {%- endfor %}
    {%- for name, fact in rates.items() %}
    left join {{ api_call_volume.relation_as(ref(fact), name) }}
        on
            accounts.period_grain = {{ name }}.period_grain
            and accounts.period_start = {{ name }}.period_start
            and accounts.account_id = {{ name }}.account_id
    {%- endfor %}

),

-- Value is high where no known measure is low, and null where no measure is known.
judged as (

    select
        *,
        case when api_calls / period_days >= {{ thresholds.calls_per_day }} then 'high' else 'low' end as activity_level,
        case
            when churns > 0 then 'low'
            when success_rate < {{ thresholds.success_rate }} then 'low'
            when csat_rate < {{ thresholds.csat_rate }} then 'low'
            when nps < {{ thresholds.nps }} then 'low'
            when coalesce(success_rate, csat_rate, nps) is not null then 'high'
        end as value_level
    from put_together

)

select
    judged.period_grain,
    judged.period_start,
    judged.account_id,
    cast(judged.api_calls as {{ numeric }}) as api_calls,
    cast(judged.previous_period_calls as {{ numeric }}) as previous_period_calls,
    cast(
        {{ api_call_volume.relative_change('judged.api_calls', 'judged.previous_period_calls') }} as {{ numeric }}
    ) as change_ratio,
    cast(judged.success_rate as {{ numeric }}) as success_rate,
    {%- for name in rates %}
    judged.{{ name }}_rate,
    {%- endfor %}
    -- null where the input is not declared, and for a score without responses
    cast(coalesce(judged.csat_responses, {{ no_responses }}) as {{ bigint }}) as csat_responses,
    cast(judged.csat_rate as {{ numeric }}) as csat_rate,
    cast(coalesce(judged.nps_responses, {{ no_responses }}) as {{ bigint }}) as nps_responses,
    cast(judged.nps as {{ numeric }}) as nps,
    cast(coalesce(judged.conversions, {{ no_outcomes }}) as {{ bigint }}) as conversions,
    cast(coalesce(judged.renewals, {{ no_outcomes }}) as {{ bigint }}) as renewals,
    cast(coalesce(judged.churns, {{ no_outcomes }}) as {{ bigint }}) as churns,
    cast(coalesce(judged.revenue, {{ no_outcomes }}) as {{ numeric }}) as revenue,
    judged.activity_level,
    judged.value_level,
    judged.activity_level || '_activity_' || judged.value_level || '_value' as activity_value_quadrant,
    judged.is_complete_period,
    judged.data_version
from judged
