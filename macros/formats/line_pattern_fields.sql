{% macro line_pattern_fields() %}
    {#- The fields that a `line_pattern` may give, as the staging model of the format `lines` reads them. -#}
    {%- set fields = [
        'log_event_id', 'log_request_id', 'log_started_at', 'log_ended_at', 'log_account_id', 'log_integration_id', 'log_user_id',
        'secret_credential_id', 'log_request', 'log_http_request_method', 'log_http_route', 'log_url_path',
        'log_operation', 'log_http_response_status_code', 'log_grpc_status', 'log_grpc_header', 'log_outcome', 'log_duration_s',
        'log_duration_ms', 'log_duration_us', 'log_request_bytes', 'log_response_bytes', 'log_body_bytes', 'log_region',
        'log_user_agent_original', 'log_api_version'
    ] -%}
    {%- for measure in api_call_volume.call_measures() -%}
        {%- do fields.append('log_' ~ measure) -%}
    {%- endfor -%}
    {{ return(fields) }}
{% endmacro %}
