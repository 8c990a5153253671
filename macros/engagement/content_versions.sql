{% macro content_versions() %}
    {#-
        The `versions` of fct_content_consumption (see due_engagement_periods): its rows are made of the API
        calls of the period; and of its events, where items were available on any day of it, and of these.
    -#}
    {{ api_call_volume.versions_in_each_grain(api_call_volume.feature_call_versions('content_read')) }}

    union all

    select
        events.period_grain,
        events.period_start,
        max(events.version) + sum(items.version) as version
    from (
        {{ api_call_volume.versions_in_each_grain('select date_day, row_version as version from ' ~ ref('int_product_events')) }}
    ) as events
    inner join (
        select
            first_day,
            last_day,
            sum({{ api_call_volume.row_fingerprint(['item_id', 'account_id', 'first_day', 'last_day']) }}) as version
        from (
            {{ api_call_volume.item_days() }}
        ) as item_days
        group by first_day, last_day
    ) as items
        on
            items.first_day < {{ api_call_volume.period_end('events.period_grain', 'events.period_start') }}
            and items.last_day >= events.period_start
    group by events.period_grain, events.period_start
{%- endmacro %}
