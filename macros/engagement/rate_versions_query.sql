{% macro rate_versions_query(rate) %}
    {#-
        The `versions` (see target_periods_query) of the mart of an engagement rate (see engagement_rates): those of
        the feature's API calls, of the counted rows, and of the rows that these are judged by.
    -#}
    {%- set counted, judged_by = rate.counted, rate.get('judged_by') -%}
    {%- set day_versions -%}
        select
            date_day,
            {{ api_call_volume.row_version(['date_day', 'account_id', 'api_calls']) }} as version
        from {{ ref('int_api_feature_calls') }}
        where feature = '{{ rate.feature }}'
        {%- if not rate.has_items %}

        union all

        select
            date_day,
            row_version as version
        from {{ ref(counted.model) }}
        where {{ counted.where }}
        {%- endif %}
        {%- if judged_by %}

        union all

        select
            counted_days.date_day,
            judged_by.version
        from (
            select distinct date_day
            from {{ ref(counted.model) }}
            where {{ counted.where }}
        ) as counted_days
        inner join (
            select
                date_day,
                sum(row_version) as version
            from {{ ref(judged_by.model) }}
            where {{ judged_by.where }}
            group by date_day
        ) as judged_by
            on
                judged_by.date_day >= {{ api_call_volume.next_period_start('counted_days.date_day', 'day', -1 * judged_by.days_before) }}
                and judged_by.date_day <= {{ api_call_volume.next_period_start('counted_days.date_day', 'day', judged_by.days_after) }}

        union all

        -- days_before and days_after may be settings
        select distinct
            date_day,
            {{ api_call_volume.row_version(["'" ~ judged_by.days_before ~ ' ' ~ judged_by.days_after ~ "'"]) }} as version
        from {{ ref(counted.model) }}
        where {{ counted.where }}
        {%- endif %}
    {%- endset -%}
    {{ api_call_volume.period_versions_query(day_versions) }}
    {%- if rate.has_items %}

    union all

    {{ api_call_volume.item_versions_query(counted) }}
    {%- endif %}
{%- endmacro %}
