{% macro local_days_to_build() %}
    {#-
        For int_local_day_calls: a list of the load dates (source_name, loaded_date, version) of which it lacks days of an
        account with a time zone, or has calls as they were. None where the model is not being built: all of them. Raises an
        error where raw has lost rows of one of them.
    -#}
    {#- For dbt's parser, which sees no list. -#}
    {% set depends_on = [ref('int_route_calls'), ref('int_raw_inventory'), ref('int_api_calls')] %}
    {% if not api_call_volume.is_being_built() %}
        {{ return(none) }}
    {% endif %}
    {% if not api_call_volume.billing_time_zones() %}
        {{ return([]) }}
    {% endif %}
    {% set missing = api_call_volume.missing_local_days_query(this if api_call_volume.is_increment() else none) %}
    {%- set query -%}
        select
            source_name,
            loaded_date,
            max(load_version) as load_version,
            count(account_id) as missing_rows
        from (
            {{ missing }}
        ) as missing
        group by source_name, loaded_date
        order by source_name, loaded_date
    {%- endset -%}
    {% set load_dates = api_call_volume.fetch_rows(query, 'load dates with days of other time zones') %}
    {% do api_call_volume.check_inputs(['int_route_calls'] if load_dates else []) %}
    {% do api_call_volume.check_local_days_can_be_read(missing, load_dates | selectattr(3) | list) %}
    {{ return(load_dates) }}
{% endmacro %}
