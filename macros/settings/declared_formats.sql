{% macro declared_formats() %}
    {{ return(api_call_volume.api_call_formats() | select('in', api_call_volume.api_call_sources() | map(attribute='format') | list) | list) }}
{% endmacro %}
