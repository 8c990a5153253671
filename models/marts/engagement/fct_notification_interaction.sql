{{ config(enabled=api_call_volume.has_engagement_source()) }}

with

delivered as (

    {{ api_call_volume.engagement_rows('notifications') }}

),

-- A notification that is delivered again was delivered when it first was.
notifications as (

    select
        notification_id,
        coalesce(account_id, '(unattributed)') as account_id,
        min(delivered_at) as delivered_at
    from delivered
    where notification_id is not null and delivered_at is not null
    group by notification_id, coalesce(account_id, '(unattributed)')

),

actions as (

    select
        account_id,
        object_id as notification_id,
        occurred_at
    from {{ ref('int_product_events') }}
    where event_name = 'notification_action'

),

acted_on as (

    select distinct
        notifications.account_id,
        notifications.notification_id
    from notifications
    inner join actions
        on
            notifications.account_id = actions.account_id
            and notifications.notification_id = actions.notification_id
    where
        actions.occurred_at >= notifications.delivered_at
        and actions.occurred_at
        < {{ dbt.dateadd('day', api_call_volume.notification_window_days(), 'notifications.delivered_at') }}

),

followed as (

    select
        notifications.account_id,
        notifications.notification_id,
        {{ api_call_volume.reporting_date('notifications.delivered_at') }} as date_day,
        acted_on.notification_id is not null as is_acted_on
    from notifications
    left join acted_on
        on
            notifications.account_id = acted_on.account_id
            and notifications.notification_id = acted_on.notification_id

),

followed_by_period as (

    {{ api_call_volume.in_each_grain('followed') }}

),

counted_notifications as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when is_acted_on then 1 else 0 end) as numerator,
        count(*) as denominator
    from followed_by_period
    group by period_grain, period_start, account_id

),

{{ api_call_volume.engagement_rate('counted_notifications', 'notification_action') }}
