-- The trailing columns of fct_account_calls_daily are those of the 7 or 28 days that end with the row's day: calls and
-- active days are their sum, distinct users at least those of the busiest day and at most the sum. A failure means that a
-- late load moved a day without the windows that hold it. Build again; if the test fails again, with --full-refresh.

with

tested_days as (

    select *
    from {{ ref('fct_account_calls_daily') }}
    where {{ api_call_volume.in_tested_periods('day', 'date_day', periods_after=27) }}

),

account_days as (

    select
        account_id,
        date_day,
        api_calls,
        active_users
    from {{ ref('fct_account_calls_daily') }}

),

windows as (

    select
        tested_days.date_day,
        tested_days.account_id,
        tested_days.active_days_28d,
        count(*) as days_with_calls
        {%- for days in [7, 28] %}
        {%- set is_in_window = 'account_days.date_day > ' ~ api_call_volume.next_period_start('tested_days.date_day', 'day', -1 * days) %},
        tested_days.api_calls_{{ days }}d,
        tested_days.active_users_{{ days }}d,
        sum(case when {{ is_in_window }} then account_days.api_calls else 0 end) as calls_of_{{ days }}_days,
        sum(case when {{ is_in_window }} then account_days.active_users else 0 end) as summed_users_of_{{ days }}_days,
        max(case when {{ is_in_window }} then account_days.active_users else 0 end) as most_users_of_{{ days }}_days
        {%- endfor %}
    from tested_days
    inner join account_days
        on
            tested_days.account_id = account_days.account_id
            and tested_days.date_day >= account_days.date_day
            and account_days.date_day > {{ api_call_volume.next_period_start('tested_days.date_day', 'day', -28) }}
    group by
        tested_days.date_day,
        tested_days.account_id,
        tested_days.active_days_28d,
        tested_days.api_calls_7d,
        tested_days.active_users_7d,
        tested_days.api_calls_28d,
        tested_days.active_users_28d

),

mismatches as (

    select *
    from windows
    where
        active_days_28d <> days_with_calls
        {%- for days in [7, 28] %}
        or api_calls_{{ days }}d <> calls_of_{{ days }}_days
        or active_users_{{ days }}d > summed_users_of_{{ days }}_days
        or active_users_{{ days }}d < most_users_of_{{ days }}_days
        {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        'fct_account_calls_daily, [date_day], account [account_id]: of 28 days it has [api_calls_28d:number] calls, '
        ~ '[active_days_28d] days and [active_users_28d] users, and the days have [calls_of_28_days:number] calls, '
        ~ '[days_with_calls] days and [most_users_of_28_days] to [summed_users_of_28_days] users; of 7 days '
        ~ '[api_calls_7d:number] calls, and the days have [calls_of_7_days:number].',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
