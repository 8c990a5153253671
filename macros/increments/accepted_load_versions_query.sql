{% macro accepted_load_versions_query() %}
    {#-
        A query: every load date (source_name, loaded_date) of the raw inventory, and the version of its accepted calls and
        of its rows that cancel a call.
    -#}
    select
        source_name,
        loaded_date,
        cast(
            sum(accepted_version) + sum({{ api_call_volume.row_version(['source_policy']) }}) as {{ dbt.type_bigint() }}
        ) as version
    from (
        select
            source_name,
            loaded_date,
            source_policy,
            sum(
                case when disposition = 'accepted' or disposition = 'cancelled' then content_version + load_times_version + raw_rows else 0 end
            ) as accepted_version
        from {{ ref('int_raw_inventory') }}
        group by source_name, loaded_date, source_policy
    ) as policies
    group by source_name, loaded_date
{% endmacro %}
