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

    -- A join, and not the rows of both: Spark fails to unite two that it has shuffled by the same columns.
    select
        trees.period_grain,
        trees.period_start,
        trees.version + coalesce(counted.version, 0) as version
    from trees
    left join (
        select
            period_grain,
            period_start,
            sum(version) as version
        from (
            {%- for period in ['day', 'week', 'month'] %}
            {{ api_call_volume.ledger_versions_query(period) }}
            {{ 'union all' if not loop.last }}
            {%- endfor %}
        ) as ledger_periods
        group by period_grain, period_start
    ) as counted
        on trees.period_grain = counted.period_grain and trees.period_start = counted.period_start
{%- endmacro %}
