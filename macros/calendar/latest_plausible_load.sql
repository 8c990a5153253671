{% macro latest_plausible_load() %}
    {#- The latest plausible load time. A later one comes from a clock that is ahead, and does not say how far a source has loaded. -#}
    {{ return(api_call_volume.timestamp_plus('minute', api_call_volume.future_tolerance_minutes(), api_call_volume.now())) }}
{% endmacro %}
