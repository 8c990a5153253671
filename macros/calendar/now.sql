{% macro now() %}
    {#- The start of the run, UTC: the same in every model of a run. -#}
    {{ return("cast('" ~ run_started_at.strftime('%Y-%m-%d %H:%M:%S') ~ "' as " ~ api_call_volume.type_utc_timestamp() ~ ')') }}
{% endmacro %}
