{% macro rejected_arrivals_to_build() %}
    {#-
        For fct_rejected_api_calls: the arrivals, as (source_name, loaded_date, version), whose rejected
        rows are not those that arrived. None on a first build: all of them.
    -#}
    {% if not is_incremental() or not execute %}
        {{ return(none) }}
    {% endif %}
    {%- set standing -%}
        select
            source_name,
            coalesce(loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
            case when min(data_version) = max(data_version) then min(data_version) else -1 end as version
        from {{ this }}
        group by 1, 2
    {%- endset -%}
    {{ return(api_call_volume.outdated_keys(
        api_call_volume.rejected_arrivals(), standing, ['source_name', 'loaded_date'], 'arrivals with rejected rows to build'
    )) }}
{% endmacro %}
