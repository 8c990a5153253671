{% macro ledger_versions_query(period) %}
    {#- The `versions` of a volume fact (see target_periods_query): the versions of the calls that the ledger counts in each `period`. -#}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        {{ api_call_volume.period_start('date_day', period) }} as period_start,
        data_version as version
    from {{ ref('fct_api_call_ledger') }}
    where rows_counted > 0
{%- endmacro %}
