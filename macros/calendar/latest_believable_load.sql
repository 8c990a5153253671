{% macro latest_believable_load() %}
    {#- A later load time is a clock that is ahead: it tells nothing about how far a source has loaded. -#}
    {{ return(api_call_volume.timestamp_plus('minute', api_call_volume.future_tolerance_minutes(), api_call_volume.now())) }}
{% endmacro %}
