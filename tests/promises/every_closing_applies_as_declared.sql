{{ config(enabled=api_call_volume.closes()) }}

-- Every row of `closings` can be read and closes a billing period; what it says was billed is what is billed; what came after
-- a period was closed is billed in a later one; and every call that may have come late has a load time. Otherwise a call would
-- be billed twice, or not at all.

with

closings as (

    {{ api_call_volume.closings_query() }}

),

billing_period_calls as (

    select * from {{ ref('fct_billing_period_calls') }}

),

completeness as (

    select {{ api_call_volume.date_in_time_zones('least', 'complete_until') ~ ' as complete_before'
        if api_call_volume.billing_time_zones() else '*' }}
    from {{ ref('int_completeness') }}

),

closings_of_periods as (

    select
        closings.account_id,
        closings.period_start,
        closings.closed_on,
        case
            when closings.reopened_on > completeness.complete_before and closings.closed_on <= completeness.complete_before
                then closings.billed_calls
        end as declared_calls,
        -- a row for all accounts may leave a longer period open, if it closes another
        min(billing_period_calls.period_end) as period_end,
        max(billing_period_calls.billed_calls) as billed_calls
    from closings
    inner join completeness on closings.period_start < completeness.complete_before
    left join billing_period_calls
        on
            closings.period_start = billing_period_calls.period_start
            and coalesce(closings.account_id, billing_period_calls.account_id) = billing_period_calls.account_id
    where closings.problem is null
    group by
        closings.account_id,
        closings.period_start,
        closings.closed_on,
        closings.reopened_on,
        closings.billed_calls,
        completeness.complete_before

),

failures as (

    select
        'closing' as what,
        account_id,
        period_start,
        problem,
        cast(null as {{ dbt.type_numeric() }}) as calls,
        cast(null as {{ dbt.type_numeric() }}) as billed_calls
    from closings
    where problem is not null

    union all

    select
        'closing' as what,
        account_id,
        period_start,
        case
            when period_end is null then 'no billing period begins on that day'
            else 'closed_at is before the end of the period'
        end as problem,
        cast(null as {{ dbt.type_numeric() }}) as calls,
        cast(null as {{ dbt.type_numeric() }}) as billed_calls
    from closings_of_periods
    where
        period_end is null
        or closed_on < period_end

    union all

    select
        'billed' as what,
        account_id,
        period_start,
        cast(null as {{ dbt.type_string() }}) as problem,
        declared_calls as calls,
        billed_calls
    from closings_of_periods
    where declared_calls <> billed_calls

    union all

    select
        'unbilled' as what,
        account_id,
        period_start,
        cast(null as {{ dbt.type_string() }}) as problem,
        cast(sum(calls) as {{ dbt.type_numeric() }}) as calls,
        cast(null as {{ dbt.type_numeric() }}) as billed_calls
    from {{ ref('fct_billing_adjustments') }}
    where billed_in_period_start is null
    group by account_id, period_start

    union all

    select
        'load time' as what,
        source_name as account_id,
        min(date_day) as period_start,
        cast(null as {{ dbt.type_string() }}) as problem,
        cast(sum(calls_counted) as {{ dbt.type_numeric() }}) as calls,
        cast(null as {{ dbt.type_numeric() }}) as billed_calls
    from {{ ref('fct_api_call_ledger') }}
    where
        loaded_date is null
        and calls_counted <> 0
    group by source_name

)

select
    what,
    account_id,
    cast(period_start as {{ dbt.type_string() }}) as period_start,
    problem,
    calls,
    billed_calls,
    {{ api_call_volume.promise_columns(
        {
            "what = 'closing'": 'closings: the row of account [account_id], period [period_start], does not apply: [problem].',
            "what = 'billed'": 'closings: account [account_id] was billed for [calls:number] calls in the period of [period_start], '
            ~ 'and by now these are [billed_calls:number].',
            "what = 'unbilled'": 'Account [account_id]: [calls:number] calls of the period of [period_start] came after it was closed, '
            ~ 'and no later period of the account was open.',
            'else': 'Source [account_id]: [calls:number] calls from [period_start] on have no load time, so that nobody knows whether they '
            ~ 'came before their billing period was closed.',
        },
        {
            "what = 'closing'": 'Correct the row in the table that the setting closings names.',
            "what = 'billed'": 'The load times of rows, an owner in integrations_relation, a policy or billing_periods have changed since. Take '
            ~ 'that back; or correct the bill, and the row of closings.',
            "what = 'unbilled'": 'Add the next period of the account to the table that the setting billing_periods names, or reopen the period '
            ~ 'by a reopened_at in the table that the setting closings names.',
            'else': 'Set loaded_at_column of the source to the column that has the load time; or leave out billing_grace_days and closings.',
        }
    ) }}
from failures
