{{ config(unique_key='date_week', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_week', ['account_id']) %}

{%- set numeric = dbt.type_numeric() %}
{%- set bigint = dbt.type_bigint() %}
{%- set double = api_call_volume.type_double() %}

{#- The calls of users are compared with the ledger (check_inputs). -#}
{%- do ref('fct_api_call_ledger') %}
{%- set versions = api_call_volume.account_health_versions_query() %}
{%- set weeks_to_build = api_call_volume.periods_to_build(versions, 'week', inputs=['int_user_calls']) %}

{{ api_call_volume.skip_unless_due(weeks_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, weeks_to_build, 'date_week') }}

),

weekly_changes as (

    select * from {{ ref('int_weekly_changes') }}

),

account_weeks as (

    select
        periods.date_week,
        {{ api_call_volume.next_period_start('periods.date_week', 'week') }} as next_week,
        periods.is_complete_period,
        periods.data_version,
        weekly_changes.account_id,
        weekly_changes.api_calls,
        weekly_changes.usual_calls,
        weekly_changes.recent_calls,
        weekly_changes.earlier_calls,
        weekly_changes.active_days_28,
        weekly_changes.fleet_change_log,
        weekly_changes.all_change_log,
        weekly_changes.own_change_log,
        weekly_changes.successful_calls,
        weekly_changes.fleet_failing_log,
        weekly_changes.all_failing_log,
        weekly_changes.own_failing_log,
        {% for column in api_call_volume.level_columns() -%}
        weekly_changes.{{ column }},
        {% endfor -%}
        weekly_changes.is_internal
    from periods
    left join weekly_changes on periods.date_week = weekly_changes.date_week

),

-- The judged week is never in its own range.
{% for measure in ['change', 'failing'] -%}
earlier_{{ measure }} as (

    select
        account_weeks.date_week,
        account_weeks.account_id,
        weekly_changes.own_{{ measure }}_log as value_log,
        {% if measure == 'change' -%}
        weekly_changes.size_7d,
        weekly_changes.size_14d,
        {% endif -%}
        row_number() over (
            partition by account_weeks.date_week, account_weeks.account_id order by weekly_changes.own_{{ measure }}_log
        ) as place,
        count(*) over (partition by account_weeks.date_week, account_weeks.account_id) as weeks_known
    from account_weeks
    inner join weekly_changes on account_weeks.account_id = weekly_changes.account_id
    where
        weekly_changes.date_week < account_weeks.date_week
        and weekly_changes.date_week
        >= {{ api_call_volume.next_period_start('account_weeks.date_week', 'week', -1 * api_call_volume.health_range_weeks()) }}
        and weekly_changes.own_{{ measure }}_log is not null
        and account_weeks.own_{{ measure }}_log is not null

),

cut_{{ measure }} as (

    select
        *,
        {{ api_call_volume.values_cut('weeks_known') }} as values_cut
    from earlier_{{ measure }}

),

{{ measure }}_ranges as (

    select
        date_week,
        account_id,
        max(weeks_known) as weeks_of_history,
        max(values_cut) as values_cut,
        {% if measure == 'change' -%}
        count(size_7d) as level_weeks,
        sum(size_7d) as size_7d,
        sum(size_14d) as size_14d,
        {% endif -%}
        max(case when place = values_cut then value_log end) as low_log,
        max(case when place = weeks_known + 1 - values_cut then value_log end) as high_log
    from cut_{{ measure }}
    group by date_week, account_id

),

{% endfor -%}
{{ api_call_volume.change_strength_ctes() }},

judged as (

    select
        {{ api_call_volume.all_columns('account_weeks', ['date_week', 'account_id']) }},
        coalesce(change_ranges.weeks_of_history, 0) as weeks_of_history,
        case
            when account_weeks.usual_calls is null then 'too_new'
            when account_weeks.own_change_log is null then 'too_small'
            when coalesce(change_ranges.weeks_of_history, 0) < {{ api_call_volume.health_least_weeks() }} then 'too_new'
            when account_weeks.own_change_log < change_ranges.low_log then 'below'
            when account_weeks.own_change_log > change_ranges.high_log then 'above'
            else 'within'
        end as position_in_range,
        change_ranges.values_cut,
        change_ranges.low_log,
        change_ranges.high_log,
        failing_ranges.weeks_of_history as failing_weeks_known,
        failing_ranges.values_cut as failing_values_cut,
        failing_ranges.high_log as high_failing_log
    from account_weeks
    left join change_ranges
        on account_weeks.date_week = change_ranges.date_week and account_weeks.account_id = change_ranges.account_id
    left join failing_ranges
        on
            account_weeks.date_week = failing_ranges.date_week
            and account_weeks.account_id = failing_ranges.account_id
            and failing_ranges.weeks_of_history >= {{ api_call_volume.health_least_weeks() }}

),

daily_calls as (

    select
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
        account_id,
        max(date_day) as last_day,
        max(api_calls) as busiest_day_calls,
        sum(active_users) as user_days
    from {{ ref('fct_account_calls_daily') }}
    where {{ api_call_volume.in_periods(weeks_to_build, periods_before=4) }}
    group by {{ api_call_volume.period_start('date_day', 'week') }}, account_id

),

weekly_users as (

    select
        date_week,
        account_id,
        active_users
    from {{ ref('fct_account_calls_weekly') }}

),

last_days as (

    select
        account_weeks.date_week,
        account_weeks.account_id,
        max(daily_calls.last_day) as last_day,
        max(case when daily_calls.date_week = account_weeks.date_week then daily_calls.user_days end) as user_days,
        max(case when daily_calls.date_week = account_weeks.date_week then daily_calls.busiest_day_calls end) as busiest_day_calls
    from account_weeks
    inner join daily_calls on account_weeks.account_id = daily_calls.account_id
    where
        daily_calls.date_week <= account_weeks.date_week
        and daily_calls.date_week >= {{ api_call_volume.next_period_start('account_weeks.date_week', 'week', -4) }}
    group by account_weeks.date_week, account_weeks.account_id

),

{{ api_call_volume.usual_gap_ctes(weeks_to_build) }},

user_weeks as (

    select
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
        account_id,
        user_id,
        sum(api_calls) as api_calls
    from {{ ref('int_user_calls') }}
    where
        user_id is not null
        and {{ api_call_volume.in_periods(weeks_to_build) }}
    group by {{ api_call_volume.period_start('date_day', 'week') }}, account_id, user_id

),

top_users as (

    select
        date_week,
        account_id,
        max(api_calls) as api_calls
    from user_weeks
    group by date_week, account_id

)

-- A week that has no rows any more is one row without an account.
select
    judged.date_week,
    judged.account_id,
    judged.api_calls,
    judged.usual_calls,
    judged.position_in_range,
    cast(judged.weeks_of_history as {{ bigint }}) as weeks_of_history,
    {% set has_range = "judged.position_in_range in ('within', 'below', 'above')" -%}
    {% for bound in ['low', 'high'] -%}
    case
        when {{ has_range }}
            then
                cast(
                    (cast(judged.usual_calls as {{ double }}) + 0.5)
                    * exp(cast(judged.{{ bound }}_log + judged.fleet_change_log as {{ double }})) - 0.5
                    as {{ numeric }}
                )
    end as {{ bound }}_calls,
    {% endfor -%}
    {% for whose in ['fleet', 'own', 'all'] -%}
    cast(exp(cast(judged.{{ whose }}_change_log as {{ double }})) - 1 as {{ numeric }}) as {{ whose }}_change_ratio,
    {% endfor -%}
    case
        when {{ has_range }}
            then cast(2 * cast(judged.values_cut as {{ double }}) / (judged.weeks_of_history + 1) as {{ numeric }})
    end as chance_outside,
    cast({{ api_call_volume.share_of_calls('judged.successful_calls', 'judged.api_calls') }} as {{ numeric }}) as success_rate,
    cast(
        1 / (1 + exp(cast(judged.high_failing_log + judged.fleet_failing_log as {{ double }}))) as {{ numeric }}
    ) as low_success_rate,
    cast(1 / (1 + exp(cast(judged.all_failing_log as {{ double }}))) as {{ numeric }}) as all_success_rate,
    cast(
        cast(judged.failing_values_cut as {{ double }}) / (judged.failing_weeks_known + 1) as {{ numeric }}
    ) as chance_failing,
    change_strengths.fall_strength,
    change_strengths.rise_strength,
    case
        when judged.earlier_calls >= {{ api_call_volume.health_minimum_calls() }}
            then cast(cast(judged.recent_calls as {{ double }}) / judged.earlier_calls - 1 as {{ numeric }})
    end as change_13w_ratio,
    cast(coalesce(last_days.busiest_day_calls, 0) as {{ numeric }}) as busiest_day_calls,
    judged.recent_calls,
    judged.earlier_calls,
    judged.active_days_28,
    cast(
        cast(last_days.user_days as {{ double }}) / 7 / nullif(weekly_users.active_users, 0) as {{ numeric }}
    ) as stickiness,
    cast(
        {{ dbt.datediff('last_days.last_day', 'judged.next_week', 'day') }}
        - 1 as {{ bigint }}
    ) as silent_days,
    cast(usual_gaps.usual_gap_days as {{ bigint }}) as usual_gap_days,
    cast({{ api_call_volume.share_of_calls('top_users.api_calls', 'judged.api_calls') }} as {{ numeric }}) as top_user_share,
    judged.is_complete_period,
    judged.data_version
from judged
left join change_strengths on judged.date_week = change_strengths.date_week and judged.account_id = change_strengths.account_id
left join last_days on judged.date_week = last_days.date_week and judged.account_id = last_days.account_id
left join weekly_users on judged.date_week = weekly_users.date_week and judged.account_id = weekly_users.account_id
left join usual_gaps on judged.date_week = usual_gaps.date_week and judged.account_id = usual_gaps.account_id
left join top_users on judged.date_week = top_users.date_week and judged.account_id = top_users.account_id
