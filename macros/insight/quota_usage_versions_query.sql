{% macro quota_usage_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_quota_usage: of the days on which an account called while a
        quota applied, the calls, the quotas and the thresholds.
    -#}
    {%- set month = "cast('month' as " ~ dbt.type_string() ~ ')' -%}
    with

    quotas as (
        select *
        from (
            {{ api_call_volume.quotas_query() }}
        ) as all_quotas
        where
            problem is null
            and valid_from < valid_to
    ),

    quota_days as (
        select distinct
            {{ api_call_volume.period_start('days.date_day', 'month') }} as date_month,
            days.date_day,
            days.data_version,
            quotas.*
        from {{ api_call_volume.relation_as(ref('fct_api_calls_daily'), 'days') }}
        inner join quotas
            on
                days.account_id = quotas.account_id
                and {{ api_call_volume.quota_applies('quotas', 'days.date_day') }}
    )

    select
        {{ month }} as period_grain,
        date_month as period_start,
        {{ api_call_volume.row_version([
            'date_day', 'data_version', 'account_id', 'metric', 'quota_window', 'amount', 'valid_from', 'valid_to',
            "'" ~ api_call_volume.quota_thresholds() | join(' ') ~ "'",
        ]) }} as version
    from quota_days
{%- endmacro %}
