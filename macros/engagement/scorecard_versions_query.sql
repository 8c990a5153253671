{% macro scorecard_versions_query() %}
    {#-
        The `versions` of fct_engagement_scorecard (see target_periods_query): those of the calls, responses and
        outcomes of the period, of the rates, of the calls of the period before, of the accounts that called before,
        and of the settings.
    -#}
    {%- set calls -%}
        select distinct
            date_day,
            data_version as version
        from {{ ref('fct_api_calls_daily') }}
    {%- endset -%}
    {%- set day_versions -%}
        {{ calls }}
        {%- for input in ['int_satisfaction_responses', 'int_outcomes'] %}

        union all

        select
            date_day,
            row_version as version
        from {{ ref(input) }}
        {%- endfor %}
    {%- endset -%}
    {%- set own -%}
        {{ api_call_volume.period_versions_query(day_versions) }}
        {%- for mart in api_call_volume.scorecard_rates().values() %}

        union all

        select distinct
            period_grain,
            period_start,
            data_version as version
        from {{ ref(mart) }}
        {%- endfor %}
    {%- endset -%}
    {%- set settings = tojson(api_call_volume.score_thresholds(), sort_keys=true) ~ (api_call_volume.engagement_sources().keys() | sort | join(' ')) -%}
    select
        own.period_grain,
        own.period_start,
        max(own.version)
        + sum(first_calls.version)
        + max({{ api_call_volume.row_version(["'" ~ local_md5(settings) ~ "'"]) }}) as version
    from (
        {{ api_call_volume.windowed_versions_query(own, periods_before=1, earlier=api_call_volume.period_versions_query(calls)) }}
    ) as own
    -- plus a row with an early date, since BigQuery has no outer join by an inequality
    inner join (
        select
            first_called_on,
            sum({{ api_call_volume.row_version(["'first'", 'account_id']) }}) as version
        from (
            select
                account_id,
                min(date_day) as first_called_on
            from {{ ref('fct_api_calls_daily') }}
            group by account_id
        ) as callers
        group by first_called_on

        union all

        select
            cast('1800-01-01' as {{ api_call_volume.type_date() }}) as first_called_on,
            0 as version
    ) as first_calls
        on first_calls.first_called_on < own.period_start
    group by own.period_grain, own.period_start
{%- endmacro %}
