{% macro feature_adoption_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_feature_adoption: of the complete months in which an account was active,
        from the first use of a feature on, all days up to its end (what was used first), and, once it is complete, those of the
        month after it (what was used again); the accounts that had called by then, with their segments.
    -#}
    {%- set month = "cast('month' as " ~ dbt.type_string() ~ ')' -%}
    {%- set next_month = api_call_volume.next_period_start('active_months.date_month', 'month') -%}
    {%- set month_after = api_call_volume.next_period_start('active_months.date_month', 'month', 2) -%}
    with

    accounts as (
        {{ api_call_volume.measured_accounts_query() }}
    ),

    feature_days as (
        {{ api_call_volume.feature_days_query('accounts') }}
    ),

    active_months as (
        select {{ api_call_volume.period_start('calls.date_day', 'month') }} as date_month
        from {{ api_call_volume.relation_as(ref('fct_account_calls_daily'), 'calls') }}
        inner join accounts on calls.account_id = accounts.account_id
        union distinct
        select {{ api_call_volume.period_start('date_day', 'month') }} as date_month
        from feature_days
    ),

    months as (
        select
            active_months.date_month,
            {{ next_month }} as next_month,
            case when {{ month_after }} <= completeness.complete_before then 1 else 0 end as knows_next_month,
            case when {{ month_after }} <= completeness.complete_before then {{ month_after }} else {{ next_month }} end as known_before
        from active_months
        cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'completeness') }}
        cross join (
            select min(date_day) as date_day
            from feature_days
        ) as first_used
        where
            {{ next_month }} <= completeness.complete_before
            and first_used.date_day < {{ next_month }}
    ),

    day_versions as (
        {{ api_call_volume.activity_versions_query() }}
    )

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        day_versions.version
    from months
    inner join day_versions on day_versions.date_day < months.known_before

    union all

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        {{ api_call_volume.row_version(['accounts.account_id', 'accounts.segment']) }} as version
    from months
    inner join accounts on accounts.first_called_on < months.next_month

    union all

    select
        {{ month }} as period_grain,
        date_month as period_start,
        knows_next_month as version
    from months
{%- endmacro %}
