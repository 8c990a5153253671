{{ config(unique_key='date_month', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_month', ['as_of_date', 'account_id']) %}

{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}
{%- set date = api_call_volume.type_date() %}
{%- set calls_to_date = api_call_volume.beside_double('with_quotas.calls_to_date') %}
{%- set months_looked_back = api_call_volume.months_looked_back() %}
{%- set least_past_forecasts = 10 %}

{%- set versions = api_call_volume.month_forecast_versions_query() %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month', listed=true) }}

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

internal_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

quotas as (

    {{ api_call_volume.month_quotas_query() }}

),

account_days as (

    select
        date_day,
        account_id,
        {{ api_call_volume.period_start('date_day', 'month') }} as date_month,
        sum(api_calls) as api_calls
    from {{ ref('fct_api_calls_daily') }}
    where
        account_id is not null
        and {{ api_call_volume.in_periods(months_to_build, periods_before=months_looked_back + 1) }}
    group by date_day, account_id

),

account_starts as (

    select
        account_id,
        min(date_day) as first_called_on
    from {{ ref('fct_api_calls_daily') }}
    group by account_id

),

days_of_forecasts as (
    {% for days in api_call_volume.forecast_days() %}
    select {{ days }} as days_elapsed
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- A closed month after some of its days, the running one after those that are complete.
forecasts_to_build as (

    select
        months.date_month,
        days_of_forecasts.days_elapsed
    from months
    cross join days_of_forecasts
    where months.is_complete_period
    union all
    select
        months.date_month,
        {{ dbt.datediff(
            'months.date_month', 'completeness.complete_before', 'day'
        ) }} as days_elapsed
    from months
    cross join completeness
    where not months.is_complete_period

),

past_forecasts_to_build as (
    {% for months_back in range(1, months_looked_back + 1) %}
    select
        date_month as judged_month,
        {{ api_call_volume.next_period_start('date_month', 'month', -1 * months_back) }} as date_month,
        days_elapsed
    from forecasts_to_build
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

month_starts as (

    select
        date_month,
        days_elapsed
    from forecasts_to_build
    union distinct
    select
        date_month,
        days_elapsed
    from past_forecasts_to_build

),

as_of_dates as (

    select
        date_month,
        days_elapsed,
        cast({{ api_call_volume.timestamp_plus('day', 'days_elapsed - 1', 'date_month') }} as {{ date }}) as as_of_date,
        {{ dbt.datediff(
            'date_month', api_call_volume.next_period_start('date_month', 'month'), 'day'
        ) }} - days_elapsed as days_left
    from month_starts

),

{{ api_call_volume.month_forecast_ctes() }},

sized_forecasts as (

    select
        *,
        case
            when forecast_calls < 100 then 1
            when forecast_calls < 1000 then 2
            when forecast_calls < 10000 then 3
            when forecast_calls < 100000 then 4
            when forecast_calls < 1000000 then 5
            else 6
        end as size_class
    from forecasts

),

-- What the month became, in millionths of what was forecast.
past_outcomes as (

    select
        past_forecasts_to_build.judged_month as date_month,
        sized_forecasts.days_elapsed,
        sized_forecasts.size_class,
        floor(
            least(
                cast(sized_forecasts.actual_calls as {{ double }}) / cast(sized_forecasts.forecast_calls as {{ double }}),
                1000000
            ) * 1000000 + 0.5
        ) as outcome
    from past_forecasts_to_build
    inner join sized_forecasts
        on
            past_forecasts_to_build.date_month = sized_forecasts.date_month
            and past_forecasts_to_build.days_elapsed = sized_forecasts.days_elapsed
    left join internal_accounts on sized_forecasts.account_id = internal_accounts.account_id
    where
        sized_forecasts.forecast_calls > 0
        and sized_forecasts.days_left > 0
        and sized_forecasts.account_id <> '(unattributed)'
        and internal_accounts.account_id is null

),

ranked_outcomes as (

    select
        date_month,
        days_elapsed,
        size_class,
        outcome,
        abs(outcome - 1000000) as forecast_error,
        row_number() over (partition by date_month, days_elapsed, size_class order by outcome) as outcome_rank,
        row_number() over (partition by date_month, days_elapsed, size_class order by abs(outcome - 1000000)) as error_rank,
        count(*) over (partition by date_month, days_elapsed, size_class) as past_forecasts
    from past_outcomes

),

past_errors as (

    select
        date_month,
        days_elapsed,
        size_class,
        past_forecasts,
        min(case when outcome_rank * 10 >= past_forecasts then outcome end) as low_outcome,
        min(case when outcome_rank * 10 >= past_forecasts * 9 then outcome end) as high_outcome,
        min(case when error_rank * 2 >= past_forecasts then forecast_error end) as median_error
    from ranked_outcomes
    where past_forecasts >= {{ least_past_forecasts }}
    group by date_month, days_elapsed, size_class, past_forecasts

),

{{ api_call_volume.quota_exhaustion_ctes() }}

-- A month that has no rows any more is one row without an account.
select
    months.date_month,
    with_quotas.as_of_date,
    with_quotas.account_id,
    cast(with_quotas.calls_to_date as {{ numeric }}) as calls_to_date,
    with_quotas.forecast_calls,
    cast(
        case
            when with_quotas.forecast_calls * past_errors.low_outcome / 1000000 < with_quotas.calls_to_date then {{ calls_to_date }}
            else with_quotas.forecast_calls * past_errors.low_outcome / 1000000
        end as {{ numeric }}
    ) as low_calls,
    cast(
        case
            when with_quotas.forecast_calls * past_errors.high_outcome / 1000000 < with_quotas.calls_to_date then {{ calls_to_date }}
            else with_quotas.forecast_calls * past_errors.high_outcome / 1000000
        end as {{ numeric }}
    ) as high_calls,
    cast(past_errors.median_error / 1000000 as {{ numeric }}) as past_error_ratio,
    cast(past_errors.past_forecasts as {{ dbt.type_bigint() }}) as past_forecasts,
    cast(case when months.is_complete_period then with_quotas.actual_calls end as {{ numeric }}) as actual_calls,
    with_quotas.quota_calls,
    cast(
        cast(with_quotas.calls_to_date as {{ double }}) / nullif(cast(with_quotas.quota_calls as {{ double }}), 0) as {{ numeric }}
    ) as quota_used_share,
    coalesce(
        quotas_exhausted.exhausted_on,
        cast({{ api_call_volume.timestamp_plus('day', 'quotas_exhausted_ahead.day_ahead', 'with_quotas.as_of_date') }} as {{ date }})
    ) as quota_exhausted_on,
    months.is_complete_period,
    months.data_version
from months
left join with_quotas on months.date_month = with_quotas.date_month
left join past_errors
    on
        with_quotas.date_month = past_errors.date_month
        and with_quotas.days_elapsed = past_errors.days_elapsed
        and with_quotas.size_class = past_errors.size_class
        and with_quotas.forecast_calls >= 0
left join quotas_exhausted
    on
        with_quotas.date_month = quotas_exhausted.date_month
        and with_quotas.days_elapsed = quotas_exhausted.days_elapsed
        and with_quotas.account_id = quotas_exhausted.account_id
left join quotas_exhausted_ahead
    on
        with_quotas.date_month = quotas_exhausted_ahead.date_month
        and with_quotas.days_elapsed = quotas_exhausted_ahead.days_elapsed
        and with_quotas.account_id = quotas_exhausted_ahead.account_id
