{% macro period_versions_query(day_versions) %}
    {#- A query (period_grain, period_start, version), one row per period, from one of (date_day, version) with any number of rows per day. -#}
    select
        period_grain,
        period_start,
        sum(version) as version
    from (
        with

        days as (
            select
                date_day,
                sum(version) as version
            from (
                {{ day_versions }}
            ) as versions
            group by date_day
        )

        {{ api_call_volume.in_each_grain('days') }}
    ) as days_in_each_grain
    group by period_grain, period_start
{%- endmacro %}
