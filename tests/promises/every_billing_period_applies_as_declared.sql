{{ config(enabled=api_call_volume.bills()) }}

-- Every row of `billing_periods` can be read and does not contradict another one, and every call of an account falls into one
-- of its billing periods. Otherwise the account would be billed by calendar month, or a call not at all.

with

daily_calls as (

    select
        account_id,
        min(date_day) as first_day,
        sum(api_calls) as api_calls
    from {{ ref('fct_account_calls_daily') }}
    group by account_id

),

billed_calls as (

    select
        account_id,
        sum(api_calls) as api_calls
    from {{ ref('fct_billing_period_calls') }}
    group by account_id

),

declared_periods as (

    {{ api_call_volume.declared_billing_periods_query() }}

),

failures as (

    select
        account_id,
        cast(period_start as {{ dbt.type_string() }}) as first_day,
        problem,
        cast(null as {{ dbt.type_numeric() }}) as api_calls,
        cast(null as {{ dbt.type_numeric() }}) as billed_calls
    from declared_periods
    where problem is not null

    union all

    select
        daily_calls.account_id,
        cast(daily_calls.first_day as {{ dbt.type_string() }}) as first_day,
        cast(null as {{ dbt.type_string() }}) as problem,
        cast(daily_calls.api_calls as {{ dbt.type_numeric() }}) as api_calls,
        cast(coalesce(billed_calls.api_calls, 0) as {{ dbt.type_numeric() }}) as billed_calls
    from daily_calls
    left join billed_calls on daily_calls.account_id = billed_calls.account_id
    where daily_calls.api_calls <> coalesce(billed_calls.api_calls, 0)

)

select
    account_id,
    first_day,
    problem,
    api_calls,
    billed_calls,
    {{ api_call_volume.promise_columns(
        {
            'problem is not null': 'billing_periods: the row of account [account_id], period [first_day], does not apply: [problem].',
            'else': 'Account [account_id] made [api_calls:number] calls from [first_day] on, and its billing periods have '
            ~ '[billed_calls:number].',
        },
        {
            'problem is not null': 'Correct the row in the table that the setting billing_periods names.',
            'else': 'Add the missing periods of the account to the table that the setting billing_periods names, or take all of its '
            ~ 'rows out, to bill it by calendar month.',
        }
    ) }}
from failures
