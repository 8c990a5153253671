{% macro api_call_columns() %}
    {#-
        The columns of the canonical call event, in order: every stg_<format>__api_calls has them, and
        models/columns.md defines them. The last ones are the call_dimensions and call_measures that a user
        adds.
    -#}
    {{ return([
        'source_name',
        'source_format',
        'event_id',
        'occurred_at',
        'loaded_at',
        'account_id',
        'integration_id',
        'user_id',
        'credential_id',
        'http_request_method',
        'http_route',
        'http_response_status_code',
        'outcome',
        'duration_ms',
        'request_bytes',
        'response_bytes',
        'region',
        'user_agent_original',
        'api_version',
        'call_count',
    ] + api_call_volume.call_dimensions(own=true) + api_call_volume.call_measures()) }}
{% endmacro %}
