{% macro how_to_sync() %}
    {#- What to do where rows that were counted are gone from raw: the settings that fit. No full stop: a command may follow. -#}
    {{ return(
        'Where raw is purged by age, set raw_retention_days. Where the loader updates or deletes rows, set `sync_mode: upsert` for '
        ~ 'the source; where it empties the table before or after each load, `sync_mode: truncate_load`. If rows were erased or '
        ~ 'corrected once, rebuild the days of their calls with reprocess_from and reprocess_to'
    ) }}
{% endmacro %}
