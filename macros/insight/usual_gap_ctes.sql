{% macro usual_gap_ctes(weeks_to_build) %}
    {#-
        CTEs of fct_account_health, from its `account_weeks`: the last one, `usual_gaps`, has for each account and week how many
        days at most usually lie between two days with calls (usual_gap_days), where 20 gaps or more are known.
        `weeks_to_build`: see periods_to_build.
    -#}
days_with_calls as (

    select
        account_id,
        date_day,
        lag(date_day) over (partition by account_id order by date_day) as day_before
    from {{ ref('fct_account_calls_daily') }}
    where {{ api_call_volume.in_periods(weeks_to_build, periods_before=api_call_volume.health_range_weeks()) }}

),

-- How far apart days with calls are: 1 for two days in a row.
gaps as (

    select
        account_id,
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
        {{ api_call_volume.period_start('day_before', 'week') }} as week_before,
        {{ dbt.datediff('day_before', 'date_day', 'day') }} as gap_days
    from days_with_calls
    where day_before is not null

),

weekly_gaps as (

    select
        account_id,
        date_week,
        week_before,
        gap_days,
        count(*) as gaps
    from gaps
    group by account_id, date_week, week_before, gap_days

),

-- Both days are in the weeks of the range.
gaps_of_weeks as (

    select
        account_weeks.date_week,
        account_weeks.account_id,
        weekly_gaps.gap_days,
        sum(weekly_gaps.gaps) as gaps
    from account_weeks
    inner join weekly_gaps on account_weeks.account_id = weekly_gaps.account_id
    where
        weekly_gaps.date_week < account_weeks.date_week
        and weekly_gaps.week_before
        >= {{ api_call_volume.next_period_start('account_weeks.date_week', 'week', -1 * api_call_volume.health_range_weeks()) }}
    group by account_weeks.date_week, account_weeks.account_id, weekly_gaps.gap_days

),

ranked_gaps as (

    select
        date_week,
        account_id,
        gap_days,
        sum(gaps) over (
            partition by date_week, account_id order by gap_days rows between unbounded preceding and current row
        ) as gaps_up_to,
        sum(gaps) over (partition by date_week, account_id) as gaps_known
    from gaps_of_weeks

),

usual_gaps as (

    select
        date_week,
        account_id,
        min(gap_days) as usual_gap_days
    from ranked_gaps
    where gaps_known >= 20 and 100 * gaps_up_to >= 95 * gaps_known
    group by date_week, account_id

)
{%- endmacro %}
