{% macro notification_versions() %}
    {#-
        A query of (date_day, version): the notifications delivered on a day, what they are judged by, which is
        the actions on that day and in the window after it (a day longer, where clocks change within it),
        and the window.
    -#}
    {%- set window_days = api_call_volume.notification_window_days() %}
    select
        date_day,
        row_version as version
    from {{ ref('int_notifications') }}
    where notification_id is not null

    union all

    select
        notification_days.date_day,
        actions.version
    from (
        select distinct date_day
        from {{ ref('int_notifications') }}
        where notification_id is not null
    ) as notification_days
    inner join (
        select
            date_day,
            sum(row_version) as version
        from {{ ref('int_product_events') }}
        where event_name = 'notification_action'
        group by date_day
    ) as actions
        on
            actions.date_day >= notification_days.date_day
            and actions.date_day <= {{ api_call_volume.timestamp_plus('day', window_days + 1, 'notification_days.date_day') }}

    union all

    select distinct
        date_day,
        {{ window_days }} as version
    from {{ ref('int_notifications') }}
    where notification_id is not null
{%- endmacro %}
