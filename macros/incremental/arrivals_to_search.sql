{% macro arrivals_to_search() %}
    {#-
        For int_repeated_api_calls: the arrivals, as (source_name, loaded_date, version), whose accepted
        calls are not those that were searched for repeats. None on a first build: all of them.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {%- set standing -%}
        select
            source_name,
            loaded_date,
            arrival_version as version
        from {{ this }}
        where entry = 'arrival'
    {%- endset -%}
    {{ return(api_call_volume.outdated_keys(
        api_call_volume.accepted_arrivals(), standing, ['source_name', 'loaded_date'], 'arrivals to search for repeats'
    )) }}
{% endmacro %}
