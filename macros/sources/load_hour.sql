{% macro load_hour() %}
    {#-
        SQL for the hour (UTC) in which a row arrived, never null: what the staging of log records replaces
        as a whole. Rows of unknown load_date share the hour at the start of unknown_load_date_text.
    -#}
    {{ return(
        'coalesce(' ~ dbt.date_trunc('hour', 'loaded_at') ~ ", cast('" ~ api_call_volume.unknown_load_date_text() ~ "' as "
        ~ api_call_volume.type_utc_timestamp() ~ '))'
    ) }}
{% endmacro %}
