{% macro item_versions_query(counted) %}
    {#-
        A query (period_grain, period_start, version): for each account with a content item that is available on a day
        of the period, the version of its counted rows and of these items. An account without items has no row.
    -#}
    select
        events.period_grain,
        events.period_start,
        max(events.version) + sum(items.version) as version
    from (
        with

        account_days as (
            select
                date_day,
                account_id,
                sum(row_version) as version
            from {{ ref(counted.model) }}
            where {{ counted.where }}
            group by date_day, account_id
        )

        select
            period_grain,
            period_start,
            account_id,
            sum(version) as version
        from (
            {{ api_call_volume.in_each_grain('account_days') }}
        ) as days_in_each_grain
        group by period_grain, period_start, account_id
    ) as events
    inner join (
        select
            account_id,
            first_day,
            last_day,
            sum({{ api_call_volume.row_version(['item_id', 'account_id', 'first_day', 'last_day']) }}) as version
        from (
            {{ api_call_volume.item_days_query() }}
        ) as item_days
        group by account_id, first_day, last_day
    ) as items
        on
            items.first_day < {{ api_call_volume.next_period_start('events.period_start', 'events.period_grain') }}
            and items.last_day >= events.period_start
            and (items.account_id is null or events.account_id = items.account_id)
    group by events.period_grain, events.period_start, events.account_id
{%- endmacro %}
