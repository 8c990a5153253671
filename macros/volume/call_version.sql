{% macro call_version(key='deduplication_key') %}
    {#-
        A hash of everything about an accepted call that a mart depends on (`key`: the column with its
        deduplication_key); see row_version.
    -#}
    {{ return(api_call_volume.row_version([
        key, 'occurred_at', 'account_id', 'integration_id', 'user_id', 'http_request_method', 'http_route',
        'http_response_status_code', 'outcome', 'duration_ms', 'request_bytes', 'response_bytes', 'call_count'
    ] + api_call_volume.call_dimensions() + api_call_volume.call_measures())) }}
{% endmacro %}
