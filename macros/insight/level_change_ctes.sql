{% macro level_change_ctes(weeks_to_build) %}
    {#-
        CTEs of int_weekly_changes, from its `looked_at`, `account_starts`, `numbers`, `periods`, `segments` and
        `internal_accounts`: the last one, `level_changes`, has for each account and week how far the calls of the last 7 and of
        the last 14 days were from what they were before, on the days of the week: the lowest and the highest, and the
        sum of the sizes. These are 240 times a logarithm, so that they are sums and nothing is rounded.

        A day is compared with the same weekday before: half with the mean of the two weeks before, half with that of the twelve
        weeks before. What the fleet did on the day is taken off. Of 7 days the highest and the lowest are left out: a spike,
        or a day of silence, is not a new level. An account's days without calls are rows here, up to 16 weeks after its
        last call; what is earlier than the days that are read had no calls, or is in no window. A day on which more calls were
        taken back than made is one without calls.

        `weeks_to_build`: see periods_to_build.
    -#}
    {%- set numeric = dbt.type_numeric() -%}
    {%- set double = api_call_volume.type_double() -%}
    {%- set by_day = 'partition by account_id order by date_day' -%}
    {%- set by_weekday = 'partition by account_id, day_of_week order by date_day' -%}
    {%- set seven_days = 'over (' ~ by_day ~ ' rows between 6 preceding and current row)' -%}
daily_calls as (

    select
        date_day,
        account_id,
        case when api_calls > 0 then api_calls else 0 end as api_calls
    from {{ ref('fct_account_calls_daily') }}
    where {{ api_call_volume.in_periods(weeks_to_build, periods_before=16) }}

),

last_weeks as (

    select max(date_week) as last_week
    from periods

),

account_weeks as (

    select distinct
        looked_at.account_id,
        looked_at.date_week,
        account_starts.first_week
    from looked_at
    inner join account_starts on looked_at.account_id = account_starts.account_id
    cross join last_weeks
    where looked_at.date_week <= last_weeks.last_week

),

account_days as (

    select
        account_weeks.account_id,
        account_weeks.date_week,
        account_weeks.first_week,
        numbers.generated_number as day_of_week,
        {{ api_call_volume.next_period_start('account_weeks.date_week', 'day', 'numbers.generated_number - 1') }} as date_day
    from account_weeks
    cross join numbers
    where numbers.generated_number <= 7

),

day_logs as (

    select
        {{ api_call_volume.all_columns('account_days', ['account_id', 'date_day']) }},
        coalesce(daily_calls.api_calls, 0) as api_calls,
        cast(ln(1 + cast(coalesce(daily_calls.api_calls, 0) as {{ double }})) as {{ numeric }}) as calls_log
    from account_days
    left join daily_calls on account_days.account_id = daily_calls.account_id and account_days.date_day = daily_calls.date_day

),

before_days as (

    select
        *,
        coalesce(lag(calls_log, 1) over ({{ by_weekday }}), 0) + coalesce(lag(calls_log, 2) over ({{ by_weekday }}), 0) as logs_of_two,
        coalesce(
            sum(calls_log) over ({{ by_weekday }} rows between 12 preceding and 1 preceding), 0
        ) as logs_of_twelve,
        sum(api_calls) over ({{ by_day }} rows between 84 preceding and 1 preceding) as calls_before
    from day_logs

),

day_changes as (

    select
        before_days.account_id,
        before_days.date_week,
        before_days.date_day,
        segments.segment,
        24 * before_days.calls_log - 6 * before_days.logs_of_two - before_days.logs_of_twelve as change_log,
        internal_accounts.account_id is null
        and before_days.calls_before > 0
        and before_days.calls_before >= 12 * {{ api_call_volume.health_minimum_calls() }} as is_compared
    from before_days
    left join segments on before_days.account_id = segments.account_id
    left join internal_accounts on before_days.account_id = internal_accounts.account_id
    where before_days.first_week <= {{ api_call_volume.next_period_start('before_days.date_day', 'day', -84) }}

),

{% for name, partition in {'fleet': ['date_day'], 'segment': ['date_day', 'segment']}.items() -%}
{{ name }}_day_ranks as (

    select
        {{ partition | join(',\n        ') }},
        change_log,
        row_number() over (partition by {{ partition | join(', ') }} order by change_log) as place,
        count(*) over (partition by {{ partition | join(', ') }}) as accounts_compared
    from day_changes
    where
        is_compared
        {%- if name == 'segment' %}
        and segment is not null
        {%- endif %}

),

{{ name }}_day_medians as (

    select
        {{ partition | join(',\n        ') }},
        max(change_log) as change_log
    from {{ name }}_day_ranks
    where accounts_compared >= 20 and place * 2 between accounts_compared and accounts_compared + 1
    group by {{ partition | join(', ') }}

),

{% endfor -%}
own_day_changes as (

    select
        day_changes.account_id,
        day_changes.date_week,
        day_changes.date_day,
        day_changes.change_log - coalesce(segment_day_medians.change_log, fleet_day_medians.change_log, 0) as change_log
    from day_changes
    left join segment_day_medians
        on day_changes.date_day = segment_day_medians.date_day and day_changes.segment = segment_day_medians.segment
    left join fleet_day_medians on day_changes.date_day = fleet_day_medians.date_day

),

trimmed_weeks as (

    select
        account_id,
        date_week,
        date_day,
        sum(change_log) {{ seven_days }} - max(change_log) {{ seven_days }} - min(change_log) {{ seven_days }} as five_days_log
    from own_day_changes

),

changes_to_days as (

    select
        account_id,
        date_week,
        2 * five_days_log as log_7d,
        five_days_log + lag(five_days_log, 7) over ({{ by_day }}) as log_14d
    from trimmed_weeks

),

level_changes as (

    select
        account_id,
        date_week,
        {% for days in [7, 14] -%}
        min(log_{{ days }}d) as lowest_{{ days }}d,
        max(log_{{ days }}d) as highest_{{ days }}d,
        sum(abs(log_{{ days }}d)) as size_{{ days }}d{{ ',' if days == 7 }}
        {% endfor -%}
    from changes_to_days
    group by account_id, date_week

)
{%- endmacro %}
