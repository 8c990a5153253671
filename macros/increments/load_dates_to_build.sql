{% macro load_dates_to_build() %}
    {#-
        For a rollup: the load_dates, as (source_name, loaded_date, version), whose counted calls are not
        those that the ledger tells of. None on a first build: all of them.
        Stops where raw no longer has the rows of such an load_date: what is left must not replace what was.
    -#}
    {#- dbt has to see them while it parses, when nothing is incremental: check_raw_is_whole reads them. -#}
    {% set depends_on = [ref('int_api_calls'), ref('int_raw_inventory')] %}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {%- set existing -%}
        select
            source_name,
            loaded_date,
            case when min(load_version) = max(load_version) then min(load_version) else -1 end as version
        from {{ this }}
        group by source_name, loaded_date
    {%- endset -%}
    {% set load_dates = api_call_volume.keys_to_build(
        api_call_volume.counted_load_versions_query(), existing, ['source_name', 'loaded_date'], 'load_dates to build'
    ) %}
    {% do api_call_volume.check_raw_is_whole(load_dates) %}
    {{ return(load_dates) }}
{% endmacro %}
