{% macro is_declared_format(format) %}
    {{ return(api_call_volume.api_call_sources(format) | length > 0) }}
{% endmacro %}
