{% macro power_user_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_power_users: of the complete weeks in whose 28 days a user called, the
        calls and product events of these days.
    -#}
    {%- set week = "cast('week' as " ~ dbt.type_string() ~ ')' -%}
    with

    completeness as (
        select complete_before
        from {{ ref('int_completeness') }}
    ),

    call_days as (
        select
            date_day,
            {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
            min(data_version) as version,
            max(active_users) as most_users
        from {{ ref('fct_account_calls_daily') }}
        where date_day is not null
        group by date_day
    ),

    user_weeks as (
        select distinct date_week
        from call_days
        where most_users > 0
    ),

    weeks as (
        select distinct user_weeks_and_next.date_week
        from (
            {%- for weeks_after in range(4) %}
            select {{ 'date_week' if weeks_after == 0 else api_call_volume.next_period_start('date_week', 'week', weeks_after) ~ ' as date_week' }}
            from user_weeks
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ) as user_weeks_and_next
        cross join completeness
        where {{ api_call_volume.next_period_start('user_weeks_and_next.date_week', 'week') }} <= completeness.complete_before
    ),

    days as (
        select
            date_day,
            {{ api_call_volume.row_version(['date_day', 'version']) }} as version
        from call_days
        {%- if api_call_volume.has_engagement_source('product_events') %}
        union all
        select
            date_day,
            sum(row_version) as version
        from {{ ref('int_product_events') }}
        where user_id is not null
        group by date_day
        {%- endif %}
    )

    select
        {{ week }} as period_grain,
        weeks.date_week as period_start,
        days.version
    from weeks
    inner join days
        on
            days.date_day >= {{ api_call_volume.next_period_start('weeks.date_week', 'week', -3) }}
            and days.date_day < {{ api_call_volume.next_period_start('weeks.date_week', 'week') }}
{%- endmacro %}
