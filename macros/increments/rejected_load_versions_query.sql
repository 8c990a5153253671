{% macro rejected_load_versions_query() %}
    {#- A query: the load dates (source_name, loaded_date) with rejected rows, and the version of these. -#}
    select
        source_name,
        loaded_date,
        cast(sum(content_version + raw_rows) + max({{ api_call_volume.row_version(['source_policy']) }}) as {{ dbt.type_bigint() }}) as version
    from {{ ref('int_raw_inventory') }}
    where disposition = 'rejected'
    group by source_name, loaded_date
{%- endmacro %}
