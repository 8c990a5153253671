{% macro arrivals_to_build() %}
    {#-
        For a rollup: the arrivals, as (source_name, loaded_date, version), whose counted calls are not
        those that the ledger tells of. None on a first build: all of them.
        Stops where raw no longer has the rows of such an arrival: what is left must not replace what was.
    -#}
    {#- dbt has to see them while it parses, when nothing is incremental: check_raw_is_whole reads them. -#}
    {% set depends_on = [ref('int_api_calls'), ref('int_api_call_arrivals')] %}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {%- set standing -%}
        select
            source_name,
            loaded_date,
            case when min(arrival_version) = max(arrival_version) then min(arrival_version) else -1 end as version
        from {{ this }}
        group by source_name, loaded_date
    {%- endset -%}
    {% set arrivals = api_call_volume.outdated_keys(
        api_call_volume.counted_arrivals(), standing, ['source_name', 'loaded_date'], 'arrivals to build'
    ) %}
    {% do api_call_volume.check_raw_is_whole(arrivals) %}
    {{ return(arrivals) }}
{% endmacro %}
