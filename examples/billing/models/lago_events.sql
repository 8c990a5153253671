{#-
    Lago prices the calls: an event for each closed billing period. The columns are the fields of `event`, or of each of
    up to 100 `events` (https://getlago.com/docs/api-reference/events/batch); `properties` is the text of a JSON object.
    The billable metric is of the type SUM, metered, over the property `billed_calls`
    (https://getlago.com/docs/guide/billable-metrics/aggregation-types/sum).

    Lago keeps one event of a transaction_id and subscription: it refuses the second one, or, where its events are in
    ClickHouse, puts it in the place of the first if the timestamp is the same, as it is here
    (https://getlago.com/docs/guide/events/ingesting-usage).

    It takes a value below 0, and bills a sum below 0 as 0 units (https://github.com/getlago/lago-api/pull/2966).
-#}
{%- set text = dbt.type_string() %}
{%- set first_day = "cast('1970-01-01' as date)" %}
{%- set code = 'api_calls' -%}

with

periods as (

    select *
    from {{ ref('fct_billing_period_calls') }}
    where
        is_closed
        and account_id <> '(unattributed)'

)

select
    {{ dbt.hash(dbt.concat(["'" ~ code ~ " '", "cast(period_start as " ~ text ~ ")", "' '", "account_id"])) }}
        as transaction_id,
    -- the id that you gave the subscription in Lago
    account_id as external_subscription_id,
    '{{ code }}' as code,
    -- noon of the period's last day, in UTC
    {{ dbt.datediff(first_day, "period_end", "day") }} * 86400
    - 43200 as {{ adapter.quote('timestamp') }},
    {{ dbt.concat(["'{\"billed_calls\": '", "cast(billed_calls as " ~ text ~ ")", "'}'"]) }} as properties
from periods
