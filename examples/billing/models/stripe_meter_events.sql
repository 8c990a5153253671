{#-
    Stripe prices the calls: a meter event for each closed billing period. The columns are those of its files
    (https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-in-bulk) and the parameters of its API
    (https://docs.stripe.com/api/billing/meter-event/create).

    Create the meter with `event_time_window` day and the formula sum: then an event that is sent again takes the place
    of the first one. Its identifier alone is compared for no more than a day or so
    (https://docs.stripe.com/billing/subscriptions/usage-based/meters/configure).

    Stripe refuses an event that is older than 35 days, has a value that is no whole number, or no customer. Values may
    be below 0, but a billing cycle that is below 0 in all is invoiced as 0
    (https://docs.stripe.com/billing/subscriptions/usage-based/recording-usage-api).
-#}
{%- set text = dbt.type_string() %}
{%- set first_day = "cast('1970-01-01' as date)" %}
{%- set event_name = 'api_calls' -%}

with

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

)

select
    {{ dbt.hash(dbt.concat(["'" ~ event_name ~ " '", "cast(periods.period_start as " ~ text ~ ")", "' '", "periods.account_id"])) }}
        as identifier,
    -- noon of the period's last day, in UTC
    {{ dbt.datediff(first_day, "periods.period_end", "day") }} * 86400
    - 43200 as {{ adapter.quote('timestamp') }},
    '{{ event_name }}' as event_name,
    customers.stripe_customer_id as payload_stripe_customer_id,
    case
        when periods.billed_calls = round(periods.billed_calls, 0)
            then cast(cast(periods.billed_calls as decimal(28, 0)) as {{ text }})
        else cast(periods.billed_calls as {{ text }})
    end as payload_value
from periods
left join customers on periods.account_id = customers.account_id
