{%- set fields = {
    'log_start_time': 'start_time',
    'log_consumer_username': 'consumer.username',
    'log_method': 'request.method',
    'log_uri': 'request.uri',
    'log_status': 'response.status',
    'log_latency_ms': 'latency',
    'log_request_size': 'request.size',
    'log_response_size': 'response.size',
    'log_user_agent': 'request.headers.user-agent',
    'log_grpc_status': 'response.headers.grpc-status',
    'log_operation': 'request.headers.x-apollo-operation-name',
} %}

{% call api_call_volume.staged_log_records('apisix', fields) %}

    ---------- ids
    log_consumer_username as account_id,
    log_consumer_username as integration_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_start_time', 'ms') }} as occurred_at,
    log_start_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    case when log_grpc_status is not null then {{ api_call_volume.grpc_route('log_uri') }} end as http_route,
    {{ api_call_volume.path_with_operation('log_uri', 'log_operation') }} as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- nginx, on which APISIX is built, logs 499 where the client left before there was a response
    case when log_status = '499' then 'aborted' else {{ api_call_volume.outcome_of_grpc_status('log_grpc_status') }} end as outcome,
    {{ api_call_volume.number_from_text('log_latency_ms') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_user_agent as user_agent_original,

{% endcall %}
