{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Events that can't be placed in time are in no engagement mart.

with

product_events as (

    {{ api_call_volume.engagement_input_query('product_events') }}

)

select *
from product_events
where occurred_at is null
