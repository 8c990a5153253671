{#- Where usage is priced by the billing system, it invoices 0: give the account a credit. -#}
{{ config(severity='warn') }}

select
    account_id,
    period_start,
    billed_calls
from {{ ref('fct_billing_period_calls') }}
where
    is_closed
    and billed_calls < 0
