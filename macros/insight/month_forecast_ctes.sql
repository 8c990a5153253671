{% macro month_forecast_ctes() %}
    {#-
        CTEs of fct_month_forecast, by date_month, days_elapsed, account_id: `forecasts`, the calls up to each date, and those of the
        whole month if each day left has the mean of the last four days of its weekday; the steps up to it, of which
        `days_up_to_dates` is read again.
    -#}
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
        -- calls that are taken back are not expected to be taken back again
        case when days_of_months.api_calls > 0 then days_of_months.api_calls else 0 end as calls_made,
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
                    then calls_made * cast({{ api_call_volume.whole_quotient('days_left + weekdays_back', 7) }} as {{ dbt.type_int() }})
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
        {{ api_call_volume.all_columns('calls_so_far', ['date_month', 'account_id']) }},
        coalesce(month_calls.actual_calls, 0) as actual_calls,
        cast(
            case
                when account_starts.first_called_on <= {{ api_call_volume.next_period_start('calls_so_far.as_of_date', 'day', -27) }}
                    then calls_so_far.calls_to_date + calls_so_far.four_times_calls_ahead / 4
            end as {{ dbt.type_numeric() }}
        ) as forecast_calls
    from calls_so_far
    inner join account_starts on calls_so_far.account_id = account_starts.account_id
    left join month_calls
        on
            calls_so_far.date_month = month_calls.date_month
            and calls_so_far.account_id = month_calls.account_id

)
{%- endmacro %}
