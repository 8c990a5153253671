{{ config(enabled=api_call_volume.bills(), severity='warn') }}

-- No billing period that is closed (where periods do not close: over) is billed for less than no calls. More was taken back
-- than called, in it or in earlier ones; most billing systems would bill 0, and forget the rest.

with

billed_periods as (

    select
        account_id,
        period_start,
        billed_calls,
        amount
    from {{ ref('fct_billing_period_calls') }}
    where
        billed_calls < 0
        and {{ 'is_closed' if api_call_volume.closes() else 'is_complete_period' }}

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'amount is null': 'Account [account_id]: its billing period of [period_start] is billed for [billed_calls:number] calls, since more '
            ~ 'calls were taken back than made.',
            'else': 'Account [account_id]: its billing period of [period_start] is billed for [billed_calls:number] calls, since more '
            ~ 'calls were taken back than made. Its amount is [amount:number].',
        },
        'Give the account a credit: most billing systems bill 0 for such a period, and no later period is billed for less.'
    ) }}
from billed_periods
