{% macro arrivals_cte(arrivals, all_arrivals) %}
    {#- The arrivals to build (source_name, loaded_date, arrival_version), as found out, or all those of a query. -#}
    {% if arrivals is none %}
    select
        source_name,
        loaded_date,
        version as arrival_version
    from (
        {{ all_arrivals }}
    ) as all_arrivals
    {% else %}
    {{ api_call_volume.literal_rows(
        arrivals, {'source_name': dbt.type_string(), 'loaded_date': 'date', 'arrival_version': dbt.type_bigint()}
    ) }}
    {% endif %}
{% endmacro %}
