{% macro weekly_change_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of int_weekly_changes: each complete week in which an account called, and the
        four weeks after each, with the calls of the 16 weeks before; the accounts that called before these; the segments
        of accounts, and which are internal; and the settings.
    -#}
    {%- set week = "cast('week' as " ~ dbt.type_string() ~ ')' -%}
    {%- set versions -%}
        select distinct
            {{ week }} as period_grain,
            date_week as period_start,
            data_version as version
        from {{ ref('fct_account_calls_weekly') }}
        where account_id <> '(unattributed)' and is_complete_period

        union all

        {%- for weeks in range(5) %}
        -- each week in which an account called, and the four after it
        {%- set week_after = api_call_volume.next_period_start('calls.date_week', 'week', weeks) %}
        select distinct
            {{ week }} as period_grain,
            {{ week_after }} as period_start,
            0 as version
        from {{ api_call_volume.relation_as(ref('fct_account_calls_weekly'), 'calls') }}
        cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'int_completeness') }}
        where
            calls.account_id <> '(unattributed)'
            and calls.date_week <= {{ api_call_volume.next_period_start('int_completeness.complete_before', 'week', -1 * (weeks + 1)) }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    select
        weeks.period_grain,
        weeks.period_start,
        max(weeks.version) + sum(first_calls.version) + max(attributes.version)
        + max({{ api_call_volume.row_version(["'minimum'", api_call_volume.health_minimum_calls()]) }}) as version
    from (
        {{ api_call_volume.windowed_versions_query(versions, 16) }}
    ) as weeks
    -- plus a row with an early date, since BigQuery has no outer join by an inequality
    inner join (
        select
            first_week,
            sum({{ api_call_volume.row_version(["'first'", 'account_id']) }}) as version
        from (
            select
                account_id,
                min(date_week) as first_week
            from {{ ref('fct_account_calls_weekly') }}
            group by account_id
        ) as callers
        group by first_week

        union all

        select
            cast('1800-01-01' as {{ api_call_volume.type_date() }}) as first_week,
            0 as version
    ) as first_calls
        on first_calls.first_week < {{ api_call_volume.next_period_start('weeks.period_start', 'week', -16) }}
    cross join (
        select coalesce(sum(version), 0) as version
        from (
            select {{ api_call_volume.row_version(['account_id', 'segment']) }} as version
            from (
                {{ api_call_volume.account_attributes_query(['segment']) }}
            ) as segments

            union all

            select {{ api_call_volume.row_version(["'internal'", 'account_id']) }} as version
            from (
                {{ api_call_volume.internal_accounts_query() }}
            ) as internal_accounts
        ) as account_versions
    ) as attributes
    group by weeks.period_grain, weeks.period_start
{%- endmacro %}
