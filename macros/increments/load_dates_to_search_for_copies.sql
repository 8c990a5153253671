{% macro load_dates_to_search_for_copies() %}
    {#-
        For int_duplicated_api_calls: a list of the load dates (source_name, loaded_date, version) whose accepted
        calls have changed since they were searched for duplicates. None on a first build: all of them.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% endif %}
    {%- set existing -%}
        select
            source_name,
            loaded_date,
            load_version as version
        from {{ this }}
        where entry = 'load_date'
    {%- endset -%}
    {{ return(api_call_volume.keys_to_build(
        api_call_volume.accepted_load_versions_query(), existing, ['source_name', 'loaded_date'], 'load dates to search for duplicates'
    )) }}
{% endmacro %}
