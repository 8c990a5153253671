{% macro load_hour() %}
    {#-
        SQL for the hour (UTC) in which a row arrived, never null: what the staging of log records replaces
        as a whole. Rows of unknown load_date share the first hour of unknown_load_date.
    -#}
    {{ return(
        'coalesce(' ~ dbt.date_trunc('hour', 'loaded_at') ~ ", cast('" ~ api_call_volume.unknown_load_date(as_sql=false) ~ "' as "
        ~ api_call_volume.type_utc_timestamp() ~ '))'
    ) }}
{% endmacro %}
