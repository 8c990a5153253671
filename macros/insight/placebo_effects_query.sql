{% macro placebo_effects_query(placebo_dates) %}
    {#-
        A query, for fct_effects: of each change that concerns all accounts (the CTE `changes`), the `log_change` of the total, the
        `effect`, by which it is above the median of its own and of so many `placebo_dates` (an even number), and the `p_value`, the share of all
        these dates at which the change is as far from the median. The dates are a week apart, and end before the
        change. Reads the CTEs `accounts`, `daily_calls` and `completeness`, too. A change for which not all dates are
        known has no row.
    -#}
    {%- set days = api_call_volume.effect_days() -%}
    {%- set double = api_call_volume.type_double() -%}
    with

    daily_totals as (
        select
            daily_calls.date_day,
            sum(daily_calls.api_calls) as api_calls
        from daily_calls
        inner join accounts on daily_calls.account_id = accounts.account_id
        group by daily_calls.date_day
    ),

    first_day as (
        select min(date_day) as date_day
        from daily_totals
    ),

    numbers as (
        {{ dbt.generate_series(placebo_dates + 1) }}
    ),

    dates_compared as (
        select
            changes.subject,
            changes.changed_on,
            numbers.generated_number - 1 as weeks_earlier,
            case
                when numbers.generated_number = 1 then changes.changed_on
                else cast({{ api_call_volume.timestamp_plus(
                    'day', '-' ~ days ~ ' - 7 * (numbers.generated_number - 2)', 'changes.changed_on'
                ) }} as {{ api_call_volume.type_date() }})
            end as compared_on
        from changes
        cross join numbers
        cross join completeness
        cross join first_day
        where
            changes.concerns_all = 1
            and completeness.complete_before >= {{ api_call_volume.next_period_start('changes.changed_on', 'day', days) }}
            and first_day.date_day <= {{ api_call_volume.next_period_start('changes.changed_on', 'day', -1 * (7 * (placebo_dates - 1) + 2 * days)) }}
    ),

    -- A cross join, since BigQuery has no outer join without an equality.
    totals_around_dates as (
        select
            dates_compared.subject,
            dates_compared.weeks_earlier,
            {%- for part, (first, end) in {
                'before': [api_call_volume.next_period_start('dates_compared.compared_on', 'day', -1 * days), 'dates_compared.compared_on'],
                'after': ['dates_compared.compared_on', api_call_volume.next_period_start('dates_compared.compared_on', 'day', days)]
            }.items() %}
            sum(
                case
                    when daily_totals.date_day >= {{ first }} and daily_totals.date_day < {{ end }} then daily_totals.api_calls
                    else 0
                end
            ) as calls_{{ part }}{{ ',' if not loop.last }}
            {%- endfor %}
        from dates_compared
        cross join daily_totals
        group by dates_compared.subject, dates_compared.weeks_earlier
    ),

    changes_of_total as (
        select
            subject,
            weeks_earlier,
            cast(cast(
                {{ api_call_volume.log_of_change('calls_before', 'calls_after') }} as {{ dbt.type_numeric() }}
            ) as {{ double }}) as log_change
        from totals_around_dates
    ),

    ranked_changes as (
        select
            *,
            row_number() over (partition by subject order by log_change, weeks_earlier) as change_rank
        from changes_of_total
    )

    -- how far this change is from the median, among how far the others are
    select
        own.subject,
        own.log_change,
        own.log_change - median.log_change as effect,
        sum(
            case
                when cast(abs(others.log_change - median.log_change) as {{ dbt.type_numeric() }})
                    >= cast(abs(own.log_change - median.log_change) as {{ dbt.type_numeric() }})
                    then 1
                else 0
            end
        ) / cast({{ placebo_dates + 1 }} as {{ double }}) as p_value
    from ranked_changes as own
    inner join ranked_changes as median
        on
            own.subject = median.subject
            and median.change_rank = {{ placebo_dates // 2 + 1 }}
    inner join ranked_changes as others on own.subject = others.subject
    where own.weeks_earlier = 0
    group by own.subject, own.log_change, median.log_change
{%- endmacro %}
