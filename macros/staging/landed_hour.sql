{% macro landed_hour() %}
    {#-
        SQL for the hour (UTC) in which a row arrived, never null: what the staging of log records replaces
        as a whole. Rows of unknown arrival share the hour at the start of unknown_arrival.
    -#}
    {{ return(
        'coalesce(' ~ dbt.date_trunc('hour', 'loaded_at') ~ ", cast('" ~ api_call_volume.unknown_arrival() ~ "' as "
        ~ api_call_volume.type_utc_timestamp() ~ '))'
    ) }}
{% endmacro %}
