{%- set fields = {
    'log_logger': 'logger',
    'log_ts': 'ts',
    'log_user_id': 'user_id',
    'log_method': 'request.method',
    'log_uri': 'request.uri',
    'log_status': 'status',
    'log_duration': 'duration',
    'log_bytes_read': 'bytes_read',
    'log_size': 'size',
    'log_user_agent': 'request.headers.User-Agent',
    'log_grpc_statuses': 'resp_headers.Grpc-Status',
    'log_operations': 'request.headers.X-Apollo-Operation-Name',
    'log_trace_id': 'traceID',
    'log_span_id': 'spanID',
} %}

{#- Seconds, unless the encoder has another `duration_format`, which writes a unit: `250ms`, `1.5s`. -#}
{%- set seconds %}
case
    when log_duration like '%ms' then {{ api_call_volume.number_from_text("replace(log_duration, 'ms', '')") }} / 1e3
    when log_duration like '%µs' then {{ api_call_volume.number_from_text("replace(log_duration, 'µs', '')") }} / 1e6
    else {{ api_call_volume.number_from_text("replace(log_duration, 's', '')") }}
end
{%- endset %}
{#- Headers are lists. -#}
{%- set grpc_status = api_call_volume.regexp_replace_all('log_grpc_statuses', '^\\["?|"?\\]$', '') %}
{%- set operation = api_call_volume.regexp_replace_all('log_operations', '^\\["?|"?\\]$', '') %}
{%- set ended_at %}
coalesce(
    {{ api_call_volume.timestamp_from_epoch('log_ts', 'any') }},
    {{ api_call_volume.timestamp_from_text("replace(log_ts, '/', '-')") }}
)
{%- endset %}

{% call api_call_volume.staged_log_records('caddy', fields) %}

    ---------- ids: those of the span that Caddy began for the call, where it traces
    {{ api_call_volume.identifier('log_trace_id') }} || '-' || {{ api_call_volume.identifier('log_span_id') }} as event_id,
    log_user_id as account_id,

    ---------- timestamps: logged when the request was handled
    {{ api_call_volume.started_before(ended_at, '(' ~ seconds ~ ')') }} as occurred_at,
    log_ts is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    case when log_grpc_statuses is not null then {{ api_call_volume.grpc_route('log_uri') }} end as http_route,
    {{ api_call_volume.path_with_operation('log_uri', operation) }} as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    {{ api_call_volume.outcome_of_grpc_status(grpc_status) }} as outcome,
    ({{ seconds }}) * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_bytes_read') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_size') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call: Caddy writes its other logs in the same form, and of a handler that failed an error, besides the access
    coalesce(log_method, log_uri, log_status) is not null and coalesce(log_logger, '') not like 'http.log.error%' as is_api_call,
    log_ts is not null and coalesce(log_logger, log_method, log_status) is not null as is_of_format,

{% endcall %}
