{% macro rejected_arrivals() %}
    {#- A query: the arrivals (source_name, loaded_date) with rejected rows, and the version of these. -#}
    select
        source_name,
        loaded_date,
        cast(sum(fingerprint + raw_rows) + max({{ api_call_volume.row_fingerprint(['source_policy']) }}) as {{ dbt.type_bigint() }}) as version
    from {{ ref('int_api_call_arrivals') }}
    where disposition = 'rejected'
    group by source_name, loaded_date
{%- endmacro %}
