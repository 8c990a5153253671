{% macro account_tree_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_account_tree_calls: of the days, weeks and months in which an account
        called that is in a tree, with the accounts above each that called.
    -#}
    {%- set periods = ['day', 'week', 'month'] -%}
    select
        counted.period_grain,
        counted.period_start,
        counted.version + trees.version as version
    from (
        select
            period_grain,
            period_start,
            sum(version) as version
        from (
            {%- for period in periods %}
            {{ api_call_volume.ledger_versions_query(period) }}
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ) as versions
        group by period_grain, period_start
    ) as counted
    inner join (
        {%- for period in periods %}
        {%- set start = api_call_volume.period_start('calls.date_day', period) %}
        select
            cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
            {{ start }} as period_start,
            sum({{ api_call_volume.row_version(['ancestors.account_id', 'ancestors.ancestor_account_id']) }}) as version
        from {{ api_call_volume.relation_as(ref('fct_api_calls_daily'), 'calls') }}
        inner join {{ api_call_volume.relation_as(ref('int_account_ancestors'), 'ancestors') }}
            on calls.account_id = ancestors.account_id
        group by {{ start }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as trees
        on counted.period_grain = trees.period_grain and counted.period_start = trees.period_start
{%- endmacro %}
