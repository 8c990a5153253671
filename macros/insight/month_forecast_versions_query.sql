{% macro month_forecast_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_month_forecast: of the complete days of the month and of the
        months that it looks back on, of the accounts that called before these, of the quotas of the month, and of the accounts
        that are internal. While a month runs, also the date up to which days are complete.
    -#}
    {%- set text = dbt.type_string() -%}
    {%- set month = "cast('month' as " ~ text ~ ')' -%}
    {#- The errors of the earliest month come from forecasts that read the four weeks before it. -#}
    {%- set periods_before = api_call_volume.months_looked_back() + 1 -%}
    with

    completeness as (
        select
            complete_before,
            {{ api_call_volume.period_start('complete_before', 'month') }} as running_month
        from {{ ref('int_completeness') }}
    ),

    complete_days as (
        select distinct
            days.date_day,
            {{ api_call_volume.period_start('days.date_day', 'month') }} as date_month,
            days.data_version
        from {{ api_call_volume.relation_as(ref('fct_api_calls_daily'), 'days') }}
        cross join completeness
        where days.date_day < completeness.complete_before
    ),

    -- The months that have rows: an account that called in a month has some in the next, and in this one from the first
    -- of its forecasts on that knows of the call.
    months as (
        select complete_days.date_month
        from complete_days
        cross join completeness
        where
            complete_days.date_month = completeness.running_month
            or complete_days.date_day < {{ api_call_volume.next_period_start('complete_days.date_month', 'day', api_call_volume.forecast_days() | max) }}
        union distinct
        select {{ api_call_volume.next_period_start('complete_days.date_month', 'month') }} as date_month
        from complete_days
        cross join completeness
        where complete_days.date_month < completeness.running_month
    ),

    month_versions as (
        select
            {{ month }} as period_grain,
            date_month as period_start,
            {{ api_call_volume.row_version(['date_day', 'data_version']) }} as version
        from complete_days
        union all
        select
            {{ month }} as period_grain,
            date_month as period_start,
            0 as version
        from months
    )

    select
        period_grain,
        period_start,
        version
    from (
        {{ api_call_volume.windowed_versions_query(
            'select * from month_versions where period_start in (select date_month from months)', periods_before,
            earlier='select * from month_versions'
        ) }}
    ) as windowed_versions

    union all

    select
        {{ month }} as period_grain,
        running_month as period_start,
        {{ api_call_volume.row_version(["'complete'", 'complete_before']) }} as version
    from completeness
    where running_month in (select date_month from months)

    union all

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        {{ api_call_volume.row_version(["'first'", 'first_calls.account_id']) }} as version
    from months
    inner join (
        select
            account_id,
            min(date_day) as first_called_on
        from {{ ref('fct_api_calls_daily') }}
        group by account_id
    ) as first_calls
        on first_calls.first_called_on < {{ api_call_volume.next_period_start('months.date_month', 'month', -1 * periods_before) }}

    union all

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        {{ api_call_volume.row_version(["'internal'", 'internal_accounts.account_id']) }} as version
    from months
    cross join (
        {{ api_call_volume.internal_accounts_query() }}
    ) as internal_accounts

    union all

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        {{ api_call_volume.row_version(["'quota'", 'quotas.account_id', 'quotas.quota_calls', 'quotas.valid_from', 'quotas.valid_to']) }} as version
    from months
    inner join (
        {{ api_call_volume.month_quotas_query() }}
    ) as quotas
        on
            quotas.valid_from < {{ api_call_volume.next_period_start('months.date_month', 'month') }}
            and quotas.valid_to > months.date_month
{%- endmacro %}
