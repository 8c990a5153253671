{%- set fields = {
    'log_request_id': 'request.id',
    'log_started_at': 'started_at',
    'log_consumer_id': 'consumer.id',
    'log_consumer_username': 'consumer.username',
    'log_consumer_custom_id': 'consumer.custom_id',
    'log_credential_id': 'authenticated_entity.id',
    'log_method': 'request.method',
    'log_uri': 'request.uri',
    'log_status': 'response.status',
    'log_latency_ms': 'latencies.request',
    'log_session_ms': 'latencies.session',
    'log_request_size': 'request.size',
    'log_response_size': 'response.size',
    'log_user_agent': 'request.headers.user-agent',
    'log_grpc_status': 'response.headers.grpc-status',
    'log_operation': 'request.headers.x-apollo-operation-name',
} %}

{#- What the AI plugins log, where the project has measures of it. -#}
{%- set measures = {
    'input_tokens': 'log_prompt_tokens',
    'output_tokens': 'log_completion_tokens',
    'total_tokens': 'log_total_tokens',
    'spend': 'log_cost',
} %}
{%- set reads_usage = measures | select('in', api_call_volume.call_measures()) | list | length > 0 %}
{%- if reads_usage %}
    {%- do fields.update({
        'log_provider': 'ai.proxy.meta.provider_name',
        'log_model': 'ai.proxy.meta.request_model',
        'log_prompt_tokens': 'ai.proxy.usage.prompt_tokens',
        'log_completion_tokens': 'ai.proxy.usage.completion_tokens',
        'log_total_tokens': 'ai.proxy.usage.total_tokens',
        'log_cost': 'ai.proxy.usage.cost',
    }) %}
{%- endif %}
{%- set otherwise = " else '/' || log_provider || '/' || log_model" if reads_usage else '' %}

{% call api_call_volume.staged_log_records('kong', fields) %}

    ---------- ids
    log_request_id as event_id,
    {{ api_call_volume.identifier(['log_consumer_custom_id', 'log_consumer_username', 'log_consumer_id']) }} as account_id,
    {{ api_call_volume.identifier(['log_consumer_username', 'log_consumer_id']) }} as integration_id,
    log_credential_id as credential_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_started_at', 'ms') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    case when log_grpc_status is not null then {{ api_call_volume.grpc_route('log_uri') }}{{ otherwise }} end as http_route,
    {{ api_call_volume.path_with_operation('log_uri', 'log_operation') }} as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- nginx, on which Kong is built, logs 499 where the client left before there was a response
    case
        when log_status = '499' then 'aborted'
        when log_grpc_status is not null
            then {{ api_call_volume.outcome_of_grpc_status('log_grpc_status') }}
    end as outcome,
    {{ api_call_volume.number_from_text('log_latency_ms') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_user_agent as user_agent_original,
    {{ api_call_volume.measured_numbers(measures) }}

    ---------- is it a call: a TCP, TLS or UDP service logs sessions, in which Kong sees no requests
    log_session_ms is null or coalesce(log_method, log_uri) is not null as is_api_call,

{% endcall %}
