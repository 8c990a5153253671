{{ config(enabled=api_call_volume.has_engagement_source()) }}

with

product_events as (

    select * from {{ ref('int_product_events') }}

),

events_by_period as (

    {{ api_call_volume.in_each_grain('product_events') }}

),

sessions as (

    select
        period_grain,
        period_start,
        account_id,
        count(distinct case when event_name = 'search' then session_id end) as numerator,
        count(distinct session_id) as denominator
    from events_by_period
    where session_id is not null
    group by period_grain, period_start, account_id

),

{{ api_call_volume.engagement_rate('sessions', 'search') }}
