{% macro load_dates_query(load_dates, all_load_dates) %}
    {#- The load_dates to build (source_name, loaded_date, load_version), as found out, or all those of a query. -#}
    {% if load_dates is none %}
    select
        source_name,
        loaded_date,
        version as load_version
    from (
        {{ all_load_dates }}
    ) as all_load_dates
    {% else %}
    {{ api_call_volume.literal_rows(
        load_dates, {'source_name': dbt.type_string(), 'loaded_date': 'date', 'load_version': dbt.type_bigint()}
    ) }}
    {% endif %}
{% endmacro %}
