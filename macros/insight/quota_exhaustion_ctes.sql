{% macro quota_exhaustion_ctes() %}
    {#-
        CTEs of fct_month_forecast, by date_month, days_elapsed, account_id: `with_quotas`, the forecasts with the quota of their day;
        `quotas_exhausted`, with the day on which the calls so far reached it; `quotas_exhausted_ahead`, with the number of days after
        which the calls ahead do.
    -#}
-- The quota on the day itself; before the first day is over, on that day.
with_quotas as (

    select
        {{ api_call_volume.all_columns('sized_forecasts', ['date_month', 'days_elapsed', 'account_id']) }},
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
        sum(calls_made) as four_times_calls
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
{%- endmacro %}
