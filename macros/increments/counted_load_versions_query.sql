{% macro counted_load_versions_query() %}
    {#- A query: the load dates (source_name, loaded_date) of which the ledger counts calls, and the version of these. -#}
    select
        source_name,
        coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        cast(sum(data_version) as {{ dbt.type_bigint() }}) as version
    from {{ ref('fct_api_call_ledger') }}
    where rows_counted > 0
    group by 1, 2
{% endmacro %}
