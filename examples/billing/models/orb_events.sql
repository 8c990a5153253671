{#-
    Orb prices the calls: an event for each closed billing period. The columns are the fields of its API
    (https://docs.withorb.com/api-reference/event/ingest-events) and of the files that it fetches from S3 or GCS
    (https://docs.withorb.com/guides/events-and-metrics/cloud-storage-integration), where a column of another name, here
    `billed_calls`, is a property. The billable metric is its sum.

    Orb takes an idempotency_key once. It refuses an event whose timestamp is older than the account's grace period, which
    is 12 hours unless you set another (https://docs.withorb.com/events-and-metrics/reporting-errors).
-#}
{%- set text = dbt.type_string() %}
{%- set event_name = 'api_calls' -%}

with

periods as (

    select *
    from {{ ref('fct_billing_period_calls') }}
    where
        is_closed
        and account_id <> '(unattributed)'

)

select
    {{ dbt.hash(dbt.concat(["'" ~ event_name ~ " '", "cast(period_start as " ~ text ~ ")", "' '", "account_id"])) }}
        as idempotency_key,
    '{{ event_name }}' as event_name,
    -- the id that you gave the customer
    account_id as external_customer_id,
    -- noon of the period's last day, in UTC
    {{ dbt.concat(["cast(cast(" ~ dbt.dateadd("day", -1, "period_end") ~ " as date) as " ~ text ~ ")", "'T12:00:00Z'"]) }}
        as {{ adapter.quote('timestamp') }},
    billed_calls
from periods
