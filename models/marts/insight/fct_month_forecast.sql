{{ config(unique_key='date_month', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_month', ['as_of_date', 'account_id']) %}

{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}
{%- set months_looked_back = api_call_volume.months_looked_back() %}
{%- set least_past_forecasts = 10 %}

{%- set versions = api_call_volume.month_forecast_versions_query() %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month') }}

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
        cast({{ api_call_volume.timestamp_plus('day', 'days_elapsed - 1', 'date_month') }} as date) as as_of_date,
        {{ dbt.datediff(
            'date_month', api_call_volume.next_period_start('date_month', 'month'), 'day'
        ) }} - days_elapsed as days_left
    from month_starts

),

-- The days of each month, and those of the month before it.
days_of_months as (

    select
        date_month,
        date_day,
        account_id,
        api_calls
    from account_days
    union all
    select
        {{ api_call_volume.next_period_start('date_month', 'month') }} as date_month,
        date_day,
        account_id,
        api_calls
    from account_days

),

-- How many days a day lies before the last of its weekday up to the date: 0 for that date's own weekday, 1 for the
-- weekday before it.
days_up_to_dates as (

    select
        as_of_dates.date_month,
        as_of_dates.days_elapsed,
        as_of_dates.as_of_date,
        as_of_dates.days_left,
        days_of_months.date_day,
        days_of_months.account_id,
        days_of_months.api_calls,
        mod({{ dbt.datediff('days_of_months.date_day', 'as_of_dates.as_of_date', 'day') }}, 7) as weekdays_back,
        case
            when days_of_months.date_day > {{ api_call_volume.next_period_start('as_of_dates.as_of_date', 'day', -28) }} then 1 else 0
        end as is_recent
    from as_of_dates
    inner join days_of_months
        on
            as_of_dates.date_month = days_of_months.date_month
            and as_of_dates.as_of_date >= days_of_months.date_day

),

-- Each recent day stands for a quarter of each day left that is its weekday.
calls_so_far as (

    select
        date_month,
        days_elapsed,
        as_of_date,
        days_left,
        account_id,
        sum(case when date_day >= date_month then api_calls else 0 end) as calls_to_date,
        sum(
            case
                when is_recent = 1
                    then api_calls * cast({{ api_call_volume.whole_quotient('days_left + weekdays_back', 7) }} as {{ dbt.type_int() }})
                else 0
            end
        ) as four_times_calls_ahead
    from days_up_to_dates
    group by date_month, days_elapsed, as_of_date, days_left, account_id

),

month_calls as (

    select
        date_month,
        account_id,
        sum(api_calls) as actual_calls
    from account_days
    group by date_month, account_id

),

forecasts as (

    select
        calls_so_far.*,
        coalesce(month_calls.actual_calls, 0) as actual_calls,
        cast(
            case
                when account_starts.first_called_on <= {{ api_call_volume.next_period_start('calls_so_far.as_of_date', 'day', -27) }}
                    then calls_so_far.calls_to_date + calls_so_far.four_times_calls_ahead / 4
            end as {{ numeric }}
        ) as forecast_calls
    from calls_so_far
    inner join account_starts on calls_so_far.account_id = account_starts.account_id
    left join month_calls
        on
            calls_so_far.date_month = month_calls.date_month
            and calls_so_far.account_id = month_calls.account_id

),

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
        abs(outcome - 1000000) as error,
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
        min(case when error_rank * 2 >= past_forecasts then error end) as median_error
    from ranked_outcomes
    where past_forecasts >= {{ least_past_forecasts }}
    group by date_month, days_elapsed, size_class, past_forecasts

),

-- The quota on the day itself; before the first day is over, on that day.
with_quotas as (

    select
        sized_forecasts.*,
        quotas.quota_calls
    from forecasts_to_build
    inner join sized_forecasts
        on
            forecasts_to_build.date_month = sized_forecasts.date_month
            and forecasts_to_build.days_elapsed = sized_forecasts.days_elapsed
    left join quotas
        on
            sized_forecasts.account_id = quotas.account_id
            and quotas.valid_from <= greatest(sized_forecasts.as_of_date, sized_forecasts.date_month)
            and quotas.valid_to > greatest(sized_forecasts.as_of_date, sized_forecasts.date_month)

),

calls_up_to_days as (

    select
        date_month,
        account_id,
        date_day,
        sum(api_calls) over (
            partition by date_month, account_id order by date_day rows between unbounded preceding and current row
        ) as calls_up_to_day
    from account_days

),

quotas_exhausted as (

    select
        with_quotas.date_month,
        with_quotas.days_elapsed,
        with_quotas.account_id,
        min(calls_up_to_days.date_day) as exhausted_on
    from with_quotas
    inner join calls_up_to_days
        on
            with_quotas.date_month = calls_up_to_days.date_month
            and with_quotas.account_id = calls_up_to_days.account_id
            and with_quotas.as_of_date >= calls_up_to_days.date_day
    where
        calls_up_to_days.calls_up_to_day > 0
        and calls_up_to_days.calls_up_to_day >= with_quotas.quota_calls
    group by with_quotas.date_month, with_quotas.days_elapsed, with_quotas.account_id

),

weekday_calls as (

    select
        date_month,
        days_elapsed,
        account_id,
        weekdays_back,
        sum(api_calls) as four_times_calls
    from days_up_to_dates
    where is_recent = 1
    group by date_month, days_elapsed, account_id, weekdays_back

),

days_ahead as (
    {% for day in range(1, 32) %}
    select {{ day }} as day_ahead
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

calls_ahead as (

    select
        with_quotas.date_month,
        with_quotas.days_elapsed,
        with_quotas.account_id,
        with_quotas.quota_calls,
        days_ahead.day_ahead,
        4 * with_quotas.calls_to_date
        + sum(
            weekday_calls.four_times_calls
            * cast({{ api_call_volume.whole_quotient('days_ahead.day_ahead + weekday_calls.weekdays_back', 7) }} as {{ dbt.type_int() }})
        ) as four_times_calls
    from with_quotas
    inner join weekday_calls
        on
            with_quotas.date_month = weekday_calls.date_month
            and with_quotas.days_elapsed = weekday_calls.days_elapsed
            and with_quotas.account_id = weekday_calls.account_id
    inner join days_ahead on with_quotas.days_left >= days_ahead.day_ahead
    where
        with_quotas.forecast_calls is not null
        and with_quotas.quota_calls is not null
    group by
        with_quotas.date_month,
        with_quotas.days_elapsed,
        with_quotas.account_id,
        with_quotas.quota_calls,
        with_quotas.calls_to_date,
        days_ahead.day_ahead

),

quotas_exhausted_ahead as (

    select
        date_month,
        days_elapsed,
        account_id,
        min(day_ahead) as day_ahead
    from calls_ahead
    where
        four_times_calls > 0
        and four_times_calls >= 4 * quota_calls
    group by date_month, days_elapsed, account_id

)

-- A month that has no rows any more is one row without an account.
select
    months.date_month,
    with_quotas.as_of_date,
    with_quotas.account_id,
    cast(with_quotas.calls_to_date as {{ numeric }}) as calls_to_date,
    with_quotas.forecast_calls,
    cast(
        case
            when with_quotas.forecast_calls * past_errors.low_outcome / 1000000 < with_quotas.calls_to_date then with_quotas.calls_to_date
            else with_quotas.forecast_calls * past_errors.low_outcome / 1000000
        end as {{ numeric }}
    ) as low_calls,
    cast(
        case
            when with_quotas.forecast_calls * past_errors.high_outcome / 1000000 < with_quotas.calls_to_date then with_quotas.calls_to_date
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
        cast({{ api_call_volume.timestamp_plus('day', 'quotas_exhausted_ahead.day_ahead', 'with_quotas.as_of_date') }} as date)
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
        and with_quotas.forecast_calls is not null
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
