{% macro load_dates_to_build() %}
    {#-
        For a rollup: a list of the load dates (source_name, loaded_date, version) whose version is not the
        ledger's. None on a first build: all of them. Raises an error where raw has lost rows of one of them.
    -#}
    {#- For dbt's parser, which sees no increment: check_raw_is_whole reads these. -#}
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
        api_call_volume.counted_load_versions_query(), existing, ['source_name', 'loaded_date'], 'load dates to build'
    ) %}
    {% do api_call_volume.check_raw_is_whole(load_dates) %}
    {{ return(load_dates) }}
{% endmacro %}
