{% macro accepted_arrivals() %}
    {#- A query: every arrival (source_name, loaded_date), and the version of its accepted calls. -#}
    select
        source_name,
        loaded_date,
        cast(
            sum(case when disposition = 'accepted' then fingerprint + raw_rows else 0 end)
            + max({{ api_call_volume.row_fingerprint(['source_policy']) }}) as {{ dbt.type_bigint() }}
        ) as version
    from {{ ref('int_api_call_arrivals') }}
    group by source_name, loaded_date
{% endmacro %}
