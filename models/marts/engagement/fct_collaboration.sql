{{ config(enabled=api_call_volume.has_engagement_source()) }}

with

product_events as (

    select * from {{ ref('int_product_events') }}

),

events_by_period as (

    {{ api_call_volume.in_each_grain('product_events') }}

),

users as (

    select
        period_grain,
        period_start,
        account_id,
        count(distinct case when event_name = 'collaboration' and target_user_id <> user_id then user_id end) as numerator,
        count(distinct user_id) as denominator
    from events_by_period
    where user_id is not null
    group by period_grain, period_start, account_id

),

{{ api_call_volume.engagement_rate('users', 'collaboration') }}
