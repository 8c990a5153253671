{% macro declared_formats() %}
    {#- The formats of the declared sources: only their staging models are enabled. -#}
    {{ return(api_call_volume.api_call_formats() | select('in', api_call_volume.api_call_sources() | map(attribute='format') | list) | list) }}
{% endmacro %}
