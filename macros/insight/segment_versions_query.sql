{% macro segment_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_segment_benchmarks: of the complete months in which an account
        called that counts, of the month before each, and of the attributes of all accounts.
    -#}
    {%- set month = "cast('month' as " ~ dbt.type_string() ~ ')' -%}
    with

    internal_accounts as (
        {{ api_call_volume.internal_accounts_query() }}
    ),

    attributes as (
        {{ api_call_volume.account_attributes_query(api_call_volume.benchmark_attributes()) }}
    ),

    month_versions as (
        select distinct
            date_month,
            data_version
        from {{ ref('fct_account_calls_monthly') }}
        where date_month is not null
    ),

    months as (
        select distinct calls.date_month
        from {{ api_call_volume.relation_as(ref('fct_account_calls_monthly'), 'calls') }}
        cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'completeness') }}
        left join internal_accounts on calls.account_id = internal_accounts.account_id
        where
            calls.account_id <> '(unattributed)'
            and internal_accounts.account_id is null
            and calls.date_month < {{ api_call_volume.period_start('completeness.complete_before', 'month') }}
    )

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        {{ api_call_volume.row_version(['month_versions.date_month', 'month_versions.data_version']) }} as version
    from months
    inner join month_versions
        on
            month_versions.date_month <= months.date_month
            and month_versions.date_month >= {{ api_call_volume.next_period_start('months.date_month', 'month', -1) }}

    union all

    select
        {{ month }} as period_grain,
        months.date_month as period_start,
        accounts.version
    from months
    cross join (
        select sum({{ api_call_volume.row_version(['account_id'] + api_call_volume.benchmark_attributes()) }}) as version
        from attributes
        union all
        select sum({{ api_call_volume.row_version(["'internal'", 'account_id']) }}) as version
        from internal_accounts
    ) as accounts
    where accounts.version is not null
{%- endmacro %}
