{% macro numeric_columns() %}
    {#- The columns of the canonical call event that are numbers. -#}
    {{ return(['http_response_status_code', 'duration_ms', 'request_bytes', 'response_bytes', 'call_count'] + api_call_volume.call_measures()) }}
{% endmacro %}
