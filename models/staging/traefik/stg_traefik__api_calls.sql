{%- set fields = {
    'log_trace_id': 'TraceId',
    'log_span_id': 'SpanId',
    'log_otel_trace_id': 'trace_id',
    'log_otel_span_id': 'span_id',
    'log_start_utc': 'StartUTC',
    'log_start_local': 'StartLocal',
    'log_written_at': 'time',
    'log_client_username': 'ClientUsername',
    'log_client_subject': 'TLSClientSubject',
    'log_method': 'RequestMethod',
    'log_path': 'RequestPath',
    'log_status': 'DownstreamStatus',
    'log_duration_ns': 'Duration',
    'log_request_size': 'RequestContentSize',
    'log_response_size': 'DownstreamContentSize',
    'log_user_agent': 'request_User-Agent',
    'log_grpc_status': 'downstream_Grpc-Status',
    'log_origin_grpc_status': 'origin_Grpc-Status',
    'log_operation': 'request_X-Apollo-Operation-Name',
} %}

{#- The default format, `common`. It has the number of requests so far, the router and the server before the duration. -#}
{%- set line = (
    '$_ - $log_client_username [$log_start_clf] "$log_request" $log_status $log_response_size "$_" "$log_user_agent" $_ "$_" "$_" '
    ~ '${log_duration_ms}ms'
) %}

{%- set duration_ns = api_call_volume.number_from_text('log_duration_ns') %}
{%- set path = 'coalesce(log_path, ' ~ api_call_volume.request_line_part('log_request', 'target') ~ ')' %}
{#- Headers, and trailers with them, if they are kept. -#}
{%- set grpc_status = 'coalesce(log_grpc_status, log_origin_grpc_status)' %}
{%- set started_at %}
coalesce(
    {{ api_call_volume.timestamp_from_text('log_start_utc') }},
    {{ api_call_volume.timestamp_from_text('log_start_local') }},
    {{ api_call_volume.timestamp_from_clf('log_start_clf') }},
    {{ api_call_volume.started_before(api_call_volume.timestamp_from_text('log_written_at'), duration_ns ~ ' / 1e9') }}
)
{%- endset %}

{% call api_call_volume.staged_log_records('traefik', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- ids: those of the span that Traefik began for the call, which are zeros while tracing is off
    {{ api_call_volume.identifier(['log_otel_trace_id', 'log_trace_id']) }}
    || '-' || {{ api_call_volume.identifier(['log_otel_span_id', 'log_span_id']) }} as event_id,
    log_client_username as account_id,
    log_client_subject as credential_id,

    ---------- timestamps: without a start, the time at which the line was written minus the duration
    {{ started_at }} as occurred_at,
    coalesce(log_start_utc, log_start_local, log_start_clf, log_written_at) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_method, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    case when {{ grpc_status }} is not null then {{ api_call_volume.grpc_route(path) }} end as http_route,
    {{ api_call_volume.path_with_operation(path, "nullif(log_operation, 'REDACTED')") }} as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- the client left before there was a response
    case when log_status = '499' then 'aborted' else {{ api_call_volume.outcome_of_grpc_status(grpc_status) }} end as outcome,
    coalesce({{ duration_ns }} / 1e6, {{ api_call_volume.number_from_text('log_duration_ms') }}) as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    nullif(log_user_agent, 'REDACTED') as user_agent_original,

{% endcall %}
