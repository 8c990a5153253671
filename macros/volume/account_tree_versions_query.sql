{% macro account_tree_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_account_tree_calls: of the days, weeks and months in which an account
        called that is in a tree, with the accounts above each that called.
    -#}
    with

    tree_days as (
        select
            calls.date_day,
            sum({{ api_call_volume.row_version(['ancestors.account_id', 'ancestors.ancestor_account_id']) }}) as version
        from {{ api_call_volume.relation_as(ref('fct_api_calls_daily'), 'calls') }}
        inner join {{ api_call_volume.relation_as(ref('int_account_ancestors'), 'ancestors') }}
            on calls.account_id = ancestors.account_id
        group by calls.date_day
    ),

    trees as (
        select
            period_grain,
            period_start,
            sum(version) as version
        from (
            {{ api_call_volume.in_each_grain('tree_days') }}
        ) as tree_periods
        group by period_grain, period_start
    )

    select
        counted.period_grain,
        counted.period_start,
        counted.version
    from (
        {%- for period in ['day', 'week', 'month'] %}
        {{ api_call_volume.ledger_versions_query(period) }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as counted
    inner join trees on counted.period_grain = trees.period_grain and counted.period_start = trees.period_start
    union all
    select
        period_grain,
        period_start,
        version
    from trees
{%- endmacro %}
