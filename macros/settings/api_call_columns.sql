{% macro api_call_columns() %}
    {#-
        The canonical call event, in order: every stg_<format>__api_calls has these columns (their
        meaning is in models/columns.md). `occurred_at` to `call_count` may be
        declared by a source; source_name and source_format say which source it was, loaded_at has a
        setting of its own. Behind them, the call_measures that a user adds.
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
    ] + api_call_volume.call_measures()) }}
{% endmacro %}
