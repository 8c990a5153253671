{#-
    The package prices the calls: an invoice item of Stripe for each line of a closed billing period. The columns are
    parameters of its API (https://docs.stripe.com/api/invoiceitems/create): `period_start` and `period_end` are
    `period[start]` and `period[end]`, and `idempotency_key` is the header `Idempotency-Key`. There is no file to upload.

    Stripe may forget the key after a day (https://docs.stripe.com/api/idempotent_requests). So send it as
    `metadata[idempotency_key]` too, and before a period is sent again, look for it among the customer's invoice items.

    An amount below 0 reduces what is due. Stripe refuses a line without an amount or a customer.
-#}
{%- set text = dbt.type_string() %}
{%- set start = "cast(described.period_start as " ~ text ~ ")" %}
{%- set first_day = "cast('1970-01-01' as date)" %}
{%- set currency = 'usd' %}
{#- How many of the smallest unit are one: 100 cents; 1 for the yen (https://docs.stripe.com/currencies). -#}
{%- set smallest_units = 100 -%}

with

lines as (

    select * from {{ ref('fct_billing_lines') }}

),

periods as (

    select *
    from {{ ref('fct_billing_period_calls') }}
    where
        is_closed
        and account_id <> '(unattributed)'

),

-- Your table of account_id and stripe_customer_id.
customers as (

    select * from {{ ref('stripe_customers') }}

),

described as (

    select
        lines.account_id,
        lines.period_start,
        periods.period_end,
        lines.amount,
        {{ dbt.concat(["lines.metric", "', tier '", "cast(lines.tier as " ~ text ~ ")"]) }} as description
    from lines
    inner join periods
        on
            lines.account_id = periods.account_id
            and lines.period_start = periods.period_start

)

select
    {{ dbt.hash(dbt.concat(["described.description", "' '", start, "' '", "described.account_id"])) }}
        as idempotency_key,
    customers.stripe_customer_id as customer,
    cast(round(described.amount * {{ smallest_units }}, 0) as decimal(28, 0)) as amount,
    '{{ currency }}' as currency,
    described.description,
    {{ dbt.datediff(first_day, "described.period_start", "day") }}
    * 86400 as period_start,
    {{ dbt.datediff(first_day, "described.period_end", "day") }}
    * 86400 as period_end
from described
left join customers on described.account_id = customers.account_id
