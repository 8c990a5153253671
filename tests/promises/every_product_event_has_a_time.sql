{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Every product event has a readable time. A warning names events that are in no engagement mart because their time is
-- null or no timestamp: correct the expression of occurred_at in engagement_sources, or leave the events out by `where`.

with

product_events as (

    {{ api_call_volume.engagement_input_query('product_events') }}

)

select
    event_id,
    account_id,
    event_name,
    loaded_at,
    {{ api_call_volume.promise_columns(
        'product_events: event [event_id] ([event_name]) of account [account_id], loaded at [loaded_at], has no readable '
        ~ 'time, and is in no engagement mart.',
        'Set engagement_sources.product_events.columns.occurred_at to an expression that reads it, or leave such rows out by '
        ~ 'engagement_sources.product_events.where.'
    ) }}
from product_events
where occurred_at is null
