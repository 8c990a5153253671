{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set rates = {
    'search_usage': 'fct_search_usage',
    'notification_interaction': 'fct_notification_interaction',
    'collaboration': 'fct_collaboration',
    'content_consumption': 'fct_content_consumption',
} %}
{%- set thresholds = api_call_volume.score_thresholds() %}
{%- set numeric = dbt.type_numeric() %}
{%- set bigint = dbt.type_bigint() %}
{%- set double = api_call_volume.type_double() %}

with

daily_calls as (

    select * from {{ ref('fct_api_calls_daily') }}

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

first_calls as (

    select
        period_grain,
        account_id,
        min(period_start) as first_period_start
    from calls
    group by period_grain, account_id

),

satisfaction_responses as (

    {{ api_call_volume.engagement_rows('satisfaction_responses') }}

),

-- Once each, whatever the number of times it was loaded: as first given; without an id, each row.
satisfaction_copies as (

    select
        response_id,
        coalesce(account_id, '(unattributed)') as account_id,
        {{ api_call_volume.reporting_date('responded_at') }} as date_day,
        lower(survey) as survey,
        score,
        row_number() over (
            partition by response_id
            order by
                responded_at,
                {{ api_call_volume.binary_order("coalesce(account_id, '')") }},
                {{ api_call_volume.binary_order("coalesce(survey, '')") }},
                score
        ) as copy_rank
    from satisfaction_responses
    where responded_at is not null

),

satisfaction as (

    select *
    from satisfaction_copies
    where copy_rank = 1 or response_id is null

),

satisfaction_by_period as (

    {{ api_call_volume.in_each_grain('satisfaction') }}

),

satisfaction_scores as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when survey = 'csat' and score between 1 and 5 then 1 else 0 end) as csat_responses,
        sum(case when survey = 'csat' and score between 4 and 5 then 1 else 0 end) as csat_satisfied,
        sum(case when survey = 'nps' and score between 0 and 10 then 1 else 0 end) as nps_responses,
        sum(
            case when survey = 'nps' and score between 9 and 10 then 1 when survey = 'nps' and score between 0 and 6 then -1 else 0 end
        ) as nps_promoters_less_detractors
    from satisfaction_by_period
    group by period_grain, period_start, account_id

),

outcome_rows as (

    {{ api_call_volume.engagement_rows('outcomes') }}

),

outcome_copies as (

    select
        outcome_id,
        coalesce(account_id, '(unattributed)') as account_id,
        {{ api_call_volume.reporting_date('occurred_at') }} as date_day,
        lower(outcome) as outcome,
        case when abs(amount) < 1e12 then cast(amount as {{ numeric }}) end as amount,
        row_number() over (
            partition by outcome_id
            order by
                occurred_at,
                {{ api_call_volume.binary_order("coalesce(account_id, '')") }},
                {{ api_call_volume.binary_order("coalesce(outcome, '')") }},
                amount
        ) as copy_rank
    from outcome_rows
    where occurred_at is not null

),

outcomes as (

    select *
    from outcome_copies
    where copy_rank = 1 or outcome_id is null

),

outcomes_by_period as (

    {{ api_call_volume.in_each_grain('outcomes') }}

),

outcome_counts as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when outcome = 'conversion' then 1 else 0 end) as conversions,
        sum(case when outcome = 'renewal' then 1 else 0 end) as renewals,
        sum(case when outcome = 'churn' then 1 else 0 end) as churns,
        sum(case when outcome = 'revenue' then amount else 0 end) as revenue
    from outcomes_by_period
    group by period_grain, period_start, account_id

),

accounts as (
    {% for relation in ['calls', 'satisfaction_scores', 'outcome_counts'] %}
    select
        period_grain,
        period_start,
        account_id
    from {{ relation }}
    union
    {%- endfor %}
    {%- for fact in rates.values() %}
    select
        period_grain,
        period_start,
        account_id
    from {{ ref(fact) }}
    {{ 'union' if not loop.last }}
    {%- endfor %}

),

put_together as (

    select
        accounts.period_grain,
        accounts.period_start,
        accounts.account_id,
        coalesce(calls.api_calls, 0) as api_calls,
        coalesce(
            previous_calls.api_calls, case when first_calls.first_period_start < accounts.period_start then 0 end
        ) as previous_period_calls,
        calls.successful_calls / nullif(calls.api_calls, 0) as success_rate,
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
            'accounts.period_start', api_call_volume.period_end('accounts.period_grain', 'accounts.period_start'), 'day'
        ) }} as period_days,
        {{ api_call_volume.period_end('accounts.period_grain', 'accounts.period_start') }} as period_end
    from accounts
    left join calls
        on
            accounts.period_grain = calls.period_grain
            and accounts.period_start = calls.period_start
            and accounts.account_id = calls.account_id
    left join calls as previous_calls
        on
            accounts.period_grain = previous_calls.period_grain
            and accounts.period_start = {{ api_call_volume.period_end('previous_calls.period_grain', 'previous_calls.period_start') }}
            and accounts.account_id = previous_calls.account_id
    left join first_calls
        on
            accounts.period_grain = first_calls.period_grain
            and accounts.account_id = first_calls.account_id
    {%- for relation in ['satisfaction_scores', 'outcome_counts'] %}
    left join {{ relation }}
        on
            accounts.period_grain = {{ relation }}.period_grain
            and accounts.period_start = {{ relation }}.period_start
            and accounts.account_id = {{ relation }}.account_id
    {%- endfor %}
    {%- for name, fact in rates.items() %}
    left join {{ ref(fact) }} as {{ name }}
        on
            accounts.period_grain = {{ name }}.period_grain
            and accounts.period_start = {{ name }}.period_start
            and accounts.account_id = {{ name }}.account_id
    {%- endfor %}

),

-- Value is high where nothing that is known speaks against it, and unknown where nothing is known.
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
        (judged.api_calls - judged.previous_period_calls) / nullif(judged.previous_period_calls, 0) as {{ numeric }}
    ) as change_ratio,
    cast(judged.success_rate as {{ double }}) as success_rate,
    {%- for name in rates %}
    judged.{{ name }}_rate,
    {%- endfor %}
    -- an input that is not there is null, and so is a score that nobody gave; none of what is there is 0
    cast({{ api_call_volume.known_count('judged.csat_responses', 'satisfaction_responses') }} as {{ bigint }}) as csat_responses,
    judged.csat_rate,
    cast({{ api_call_volume.known_count('judged.nps_responses', 'satisfaction_responses') }} as {{ bigint }}) as nps_responses,
    judged.nps,
    cast({{ api_call_volume.known_count('judged.conversions', 'outcomes') }} as {{ bigint }}) as conversions,
    cast({{ api_call_volume.known_count('judged.renewals', 'outcomes') }} as {{ bigint }}) as renewals,
    cast({{ api_call_volume.known_count('judged.churns', 'outcomes') }} as {{ bigint }}) as churns,
    cast({{ api_call_volume.known_count('judged.revenue', 'outcomes') }} as {{ numeric }}) as revenue,
    judged.activity_level,
    judged.value_level,
    judged.activity_level || '_activity_' || judged.value_level || '_value' as activity_value_quadrant,
    coalesce(judged.period_end <= completeness.complete_before, false) as is_complete_period
from judged
cross join {{ ref('int_completeness') }} as completeness
