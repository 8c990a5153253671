{% macro load_hour() %}
    {#-
        The hour (UTC) in which a row was loaded, never null: the staging of log records replaces whole load hours.
        Rows without a load time have the first hour of unknown_load_date.
    -#}
    {{ return(
        'coalesce(' ~ dbt.date_trunc('hour', 'loaded_at') ~ ", cast('" ~ api_call_volume.unknown_load_date(as_sql=false) ~ "' as "
        ~ api_call_volume.type_utc_timestamp() ~ '))'
    ) }}
{% endmacro %}
