{{ config(enabled=api_call_volume.rate_card_relation() is not none) }}

-- Every row of `rate_card` can be read, and every billing period with calls has a price. Otherwise calls would cost nothing.

with

tiers as (

    {{ api_call_volume.rate_tiers_query() }}

),

billed_calls as (

    select * from {{ ref('fct_billing_period_calls') }}

),

failures as (

    select
        nullif(plan, '') as priced_plan,
        metric,
        cast(null as {{ dbt.type_string() }}) as account_id,
        valid_from as first_day,
        problem
    from tiers
    where problem is not null

    union all

    select
        plan,
        'calls' as metric,
        account_id,
        min(period_start) as first_day,
        cast(null as {{ dbt.type_string() }}) as problem
    from billed_calls
    where
        amount is null
        and (api_calls > 0 or billed_calls <> 0)
    group by plan, account_id

)

select
    priced_plan,
    metric,
    account_id,
    first_day,
    problem,
    {{ api_call_volume.promise_columns(
        {
            'problem is not null': "rate_card: the price of [metric], plan [priced_plan], valid from [first_day], does not apply: [problem].",
            'else': 'Account [account_id], plan [priced_plan]: its billing period of [first_day] has no amount. No price applies to it, or '
            ~ 'its quantity is 10^14 or more.',
        },
        {
            'problem is not null': 'Correct the rows in the table that the setting rate_card names.',
            'else': 'Add a price for the plan to the table that the setting rate_card names (0 where calls are free), or give the '
            ~ 'account another plan in billing_periods.',
        }
    ) }}
from failures
