{% macro load_dates_query(load_dates_to_build, versions) %}
    {#- A query: the load dates to build (source_name, loaded_date, load_version): those of the list, or, where it is none, of `versions`. -#}
    {% if load_dates_to_build is none %}
    select
        source_name,
        loaded_date,
        version as load_version
    from (
        {{ versions }}
    ) as versions
    {% else %}
    {{ api_call_volume.literal_rows(
        load_dates_to_build, {'source_name': dbt.type_string(), 'loaded_date': api_call_volume.type_date(), 'load_version': dbt.type_bigint()}
    ) }}
    {% endif %}
{% endmacro %}
