{#-
    dbt runs tests by macros of its own, which a project may replace: these give ClickHouse the tests of this package as
    clickhouse_sql writes them, and other tests as they are. A project that installs the package names it under `dispatch`.
-#}
{% macro clickhouse__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) %}
    {%- set is_ours = model.package_name == 'api_call_volume' or (model.test_metadata or {}).namespace == 'api_call_volume' -%}
    select
        {{ fail_calc }} as failures,
        {{ fail_calc }} {{ warn_if }} as should_warn,
        {{ fail_calc }} {{ error_if }} as should_error
    from (
        {{ api_call_volume.clickhouse_sql(main_sql) if is_ours else main_sql }}
        {{ 'limit ' ~ limit if limit is not none }}
    ) as dbt_internal_test
{% endmacro %}

{% macro clickhouse__get_empty_subquery_sql(select_sql, select_sql_header=none) %}
    {%- set is_ours = model.package_name == 'api_call_volume' and model.resource_type == 'unit_test' -%}
    {{ select_sql_header or '' }}
    select *
    from (
        {{ api_call_volume.clickhouse_sql(select_sql) if is_ours else select_sql }}
    ) as dbt_internal_subquery
    where false
    limit 0
{% endmacro %}

{% macro clickhouse__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) %}
    {{ return(dbt.default__get_unit_test_sql(
        api_call_volume.clickhouse_sql(main_sql) if model.package_name == 'api_call_volume' else main_sql,
        expected_fixture_sql, expected_column_names
    )) }}
{% endmacro %}
