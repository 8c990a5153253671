{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Every product event has a time that can be read. A warning names events that are in no engagement mart, because
-- theirs is null or no timestamp: correct the expression of occurred_at in engagement_sources, or leave them out with
-- where.

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
        'product_events: event [event_id] ([event_name]) of account [account_id], loaded at [loaded_at], has no time that can be '
        ~ 'read, and is in no engagement mart.',
        'Give an expression that reads it in engagement_sources.product_events.columns.occurred_at, or leave such rows out with '
        ~ 'engagement_sources.product_events.where.'
    ) }}
from product_events
where occurred_at is null
