{%- do api_call_volume.table_layout(kept=false) %}
{%- set facts = {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'} %}

with

account_calls as (
    {% for period, fact in facts.items() %}
    select
        '{{ period }}' as period_grain,
        date_{{ period }} as period_start,
        account_id,
        api_calls,
        active_users,
        active_days
    from {{ ref(fact) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

account_starts as (

    select
        period_grain,
        account_id,
        min(period_start) as first_period
    from account_calls
    group by period_grain, account_id

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

first_periods as (

    select
        account_starts.period_grain,
        min(account_starts.first_period) as first_period,
        max(completeness.complete_before) as complete_before
    from account_starts
    cross join completeness
    group by account_starts.period_grain

),

numbers as (

    {{ dbt.generate_series(8192) }}

),

periods as (
    {% for period in facts %}
    select
        first_periods.period_grain,
        {{ api_call_volume.next_period_start('first_periods.first_period', period, 'numbers.generated_number - 1') }} as period_start,
        {{ api_call_volume.next_period_start('first_periods.first_period', period, 'numbers.generated_number') }} as next_start,
        first_periods.complete_before
    from first_periods
    cross join numbers
    where first_periods.period_grain = '{{ period }}'
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- Also those in which nobody called.
closed_periods as (

    select
        period_grain,
        period_start,
        {{ dbt.datediff('period_start', 'next_start', 'day') }} as period_days
    from periods
    where next_start <= complete_before

),

account_periods as (

    select
        closed_periods.period_grain,
        closed_periods.period_start,
        account_starts.account_id,
        coalesce(account_calls.api_calls, 0) as api_calls,
        coalesce(account_calls.active_users, 0) as active_users,
        coalesce(account_calls.active_days, 0) as active_days,
        closed_periods.period_days
    from closed_periods
    inner join account_starts
        on
            closed_periods.period_grain = account_starts.period_grain
            and closed_periods.period_start >= account_starts.first_period
    left join account_calls
        on
            closed_periods.period_grain = account_calls.period_grain
            and closed_periods.period_start = account_calls.period_start
            and account_starts.account_id = account_calls.account_id

),

-- No period is missing, so the row before is the calendar's previous period.
compared as (

    select
        *,
        lag(api_calls) over (partition by period_grain, account_id order by period_start) as previous_period_calls
    from account_periods

)

select
    period_grain,
    period_start,
    account_id,
    cast(api_calls as {{ dbt.type_numeric() }}) as api_calls,
    cast(active_users as {{ dbt.type_bigint() }}) as active_users,
    cast(active_days as {{ dbt.type_bigint() }}) as active_days,
    cast(api_calls / period_days as {{ dbt.type_numeric() }}) as calls_per_day,
    cast(previous_period_calls as {{ dbt.type_numeric() }}) as previous_period_calls,
    cast(
        {{ api_call_volume.relative_change('api_calls', 'previous_period_calls') }} as {{ dbt.type_numeric() }}
    ) as change_ratio
from compared
