{% macro trailing_sums() %}
    {#-
        The CTE `trailing_sums`, and those that it needs: by account and day, the calls, distinct users and active days
        of the 7 and of the 28 days that end with this day. From the CTEs recent_calls (date_day, account_id, api_calls:
        one row per account and day with calls) and recent_user_calls, which have the 27 days before each due day, too.

        A day of calls adds to a window when it comes, and is taken off when it leaves; a user is taken off only where
        the user did not come again meanwhile. So each window is a running total of these changes, and its cost grows
        with the days of users, not with days times 28.
    -#}
    {%- set windows = [7, 28] -%}
user_days as (

    select distinct
        account_id,
        user_id,
        date_day
    from recent_user_calls
    where user_id is not null

),

user_days_in_order as (

    select
        account_id,
        date_day,
        lag(date_day) over (partition by account_id, user_id order by date_day) as previous_day,
        lead(date_day) over (partition by account_id, user_id order by date_day) as next_day
    from user_days

),

user_gaps as (

    select
        account_id,
        date_day,
        {{ dbt.datediff('previous_day', 'date_day', 'day') }} as days_since,
        {{ dbt.datediff('date_day', 'next_day', 'day') }} as days_until
    from user_days_in_order

),

user_changes as (

    select
        account_id,
        date_day
        {%- for days in windows %},
        sum(case when days_since <= {{ days }} then 0 else 1 end) as users_come_{{ days }}d,
        sum(case when days_until <= {{ days }} then 0 else 1 end) as users_gone_{{ days }}d
        {%- endfor %}
    from user_gaps
    group by account_id, date_day

),

recent_days as (

    select
        recent_calls.account_id,
        recent_calls.date_day,
        recent_calls.api_calls
        {%- for days in windows %},
        coalesce(user_changes.users_come_{{ days }}d, 0) as users_come_{{ days }}d,
        coalesce(user_changes.users_gone_{{ days }}d, 0) as users_gone_{{ days }}d
        {%- endfor %}
    from recent_calls
    left join user_changes
        on
            recent_calls.account_id = user_changes.account_id
            and recent_calls.date_day = user_changes.date_day

),

changes as (

    select
        account_id,
        date_day
        {%- for days in windows %},
        api_calls as api_calls_{{ days }}d,
        users_come_{{ days }}d as active_users_{{ days }}d,
        1 as active_days_{{ days }}d
        {%- endfor %}
    from recent_days
    {%- for days in windows %}

    union all

    select
        account_id,
        {{ api_call_volume.next_period_start('date_day', 'day', days) }} as date_day
        {%- for other_days in windows %},
        {{ '-api_calls' if days == other_days else '0' }} as api_calls_{{ other_days }}d,
        {{ '-users_gone_' ~ days ~ 'd' if days == other_days else '0' }} as active_users_{{ other_days }}d,
        {{ '-1' if days == other_days else '0' }} as active_days_{{ other_days }}d
        {%- endfor %}
    from recent_days
    {%- endfor %}

),

changes_by_day as (

    select
        account_id,
        date_day
        {%- for measure in ['api_calls', 'active_users', 'active_days'] %}
        {%- for days in windows %},
        sum({{ measure }}_{{ days }}d) as {{ measure }}_{{ days }}d
        {%- endfor %}
        {%- endfor %}
    from changes
    group by account_id, date_day

),

trailing_sums as (

    select
        account_id,
        date_day
        {%- for measure in ['api_calls', 'active_users', 'active_days'] %}
        {%- for days in windows %},
        sum({{ measure }}_{{ days }}d) over (
            partition by account_id order by date_day rows between unbounded preceding and current row
        ) as {{ measure }}_{{ days }}d
        {%- endfor %}
        {%- endfor %}
    from changes_by_day

)
{%- endmacro %}
