{%- set fields = {
    'log_trace_id': 'trace_id',
    'log_otlp_trace_id': 'traceId',
    'log_span_id': 'span_id',
    'log_otlp_span_id': 'spanId',
    'log_trace_state': 'trace_state',
    'log_otlp_trace_state': 'traceState',
    'log_kind': 'kind',
    'log_started_at': 'start_time_unix_nano',
    'log_otlp_started_at': 'startTimeUnixNano',
    'log_ended_at': 'end_time_unix_nano',
    'log_otlp_ended_at': 'endTimeUnixNano',
    'log_logged_at': 'time_unix_nano',
    'log_otlp_logged_at': 'timeUnixNano',
    'log_observed_at': 'observed_time_unix_nano',
    'log_otlp_observed_at': 'observedTimeUnixNano',
    'log_span_status': 'status.code',
    'log_method': ['attributes', 'http.request.method'],
    'log_old_method': ['attributes', 'http.method'],
    'log_route': ['attributes', 'http.route'],
    'log_path': ['attributes', 'url.path'],
    'log_old_path': ['attributes', 'http.target'],
    'log_status': ['attributes', 'http.response.status_code'],
    'log_old_status': ['attributes', 'http.status_code'],
    'log_rpc_system': ['attributes', 'rpc.system.name'],
    'log_old_rpc_system': ['attributes', 'rpc.system'],
    'log_rpc_service': ['attributes', 'rpc.service'],
    'log_rpc_method': ['attributes', 'rpc.method'],
    'log_rpc_status': ['attributes', 'rpc.response.status_code'],
    'log_grpc_status': ['attributes', 'rpc.grpc.status_code'],
    'log_envoy_grpc_status': ['attributes', 'grpc.status_code'],
    'log_envoy_grpc_path': ['attributes', 'grpc.path'],
    'log_error_type': ['attributes', 'error.type'],
    'log_operation': ['attributes', 'graphql.operation.name'],
    'log_request_size': ['attributes', 'http.request.body.size'],
    'log_old_request_size': ['attributes', 'http.request_content_length'],
    'log_response_size': ['attributes', 'http.response.body.size'],
    'log_old_response_size': ['attributes', 'http.response_content_length'],
    'log_user_agent': ['attributes', 'user_agent.original'],
    'log_old_user_agent': ['attributes', 'http.user_agent'],
    'log_user_id': ['attributes', 'user.id'],
    'log_enduser_id': ['attributes', 'enduser.id'],
    'log_region': ['attributes', 'cloud.region'],
} %}

{%- set trace_ids = ['log_trace_id', 'log_otlp_trace_id'] %}
{%- set span_ids = ['log_span_id', 'log_otlp_span_id'] %}
{%- set trace_state = 'coalesce(log_trace_state, log_otlp_trace_state)' %}
{%- set started_at = 'coalesce(log_started_at, log_otlp_started_at)' %}
{#- Of a log record, which has no start and no kind. A time of 0 is none. -#}
{%- set logged_at = "coalesce(nullif(log_logged_at, '0'), nullif(log_otlp_logged_at, '0'), log_observed_at, log_otlp_observed_at)" %}
{%- set is_log = '(' ~ started_at ~ ' is null and log_kind is null and ' ~ logged_at ~ ' is not null)' %}
{%- set start_ns = '(' ~ api_call_volume.integer_from_text(started_at) ~ ')' %}
{%- set end_ns = '(' ~ api_call_volume.integer_from_text('coalesce(log_ended_at, log_otlp_ended_at)') ~ ')' %}

{#- Envoy has names of its own. -#}
{%- set grpc_status = 'coalesce(log_rpc_status, log_grpc_status, log_envoy_grpc_status)' %}
{%- set is_grpc -%}
(lower(coalesce(log_rpc_system, log_old_rpc_system, '')) = 'grpc' or coalesce(log_grpc_status, log_envoy_grpc_status) is not null)
{%- endset %}
{%- set span_failed = "upper(coalesce(log_span_status, '')) in ('2', 'ERROR', 'STATUS_CODE_ERROR')" %}
{%- set is_operation = api_call_volume.regexp_matches_text('log_operation', '^[A-Za-z_][A-Za-z0-9_]{0,99}$') %}

{% call api_call_volume.staged_log_records(
    'opentelemetry',
    fields,
    batch_keys=['resourceSpans', 'scopeSpans', 'spans'],
    batch_spellings={
        'resourceSpans': ['resource_spans', 'resourceLogs', 'resource_logs'],
        'scopeSpans': ['scope_spans', 'scopeLogs', 'scope_logs', 'instrumentationLibrarySpans'],
        'spans': ['logRecords', 'log_records'],
    },
    record=api_call_volume.json_with_attribute_objects('element')
) %}

    ---------- ids
    {{ api_call_volume.identifier(trace_ids) }} || ':' || {{ api_call_volume.identifier(span_ids) }} as event_id,
    {{ api_call_volume.identifier(['log_user_id', 'log_enduser_id']) }} as user_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('coalesce(' ~ started_at ~ ', ' ~ logged_at ~ ')', 'ns') }} as occurred_at,
    coalesce({{ started_at }}, {{ logged_at }}) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_method, log_old_method, case when {{ is_grpc }} then 'POST' end) as http_request_method,
    case
        when {{ is_operation }} then coalesce(log_route, '/graphql') || '#' || log_operation
        when log_route is not null then log_route
        -- the method is named in full, or without its service
        when {{ is_grpc }}
            then coalesce(
                '/' || coalesce(log_rpc_service || '/', '') || log_rpc_method, {{ api_call_volume.grpc_route('log_envoy_grpc_path') }}
            )
    end as http_route,
    case when {{ is_log }} then coalesce(log_path, log_old_path) end as url_path,
    {{ api_call_volume.number_from_text('coalesce(log_status, log_old_status)') }} as http_response_status_code,
    -- the status of HTTP says little of a gRPC call, unless it failed before there was one of gRPC
    case
        when {{ is_grpc }} and ({{ grpc_status }} is not null or coalesce(log_status, log_old_status, '200') = '200')
            then {{ api_call_volume.outcome_of_grpc_span(grpc_status, 'log_error_type', span_failed) }}
    end as outcome,
    case
        when {{ start_ns }} >= 0 and {{ end_ns }} >= {{ start_ns }} then ({{ end_ns }} - {{ start_ns }}) / 1000000.0
    end as duration_ms,
    {{ api_call_volume.number_from_text('coalesce(log_request_size, log_old_request_size)') }} as request_bytes,
    {{ api_call_volume.number_from_text('coalesce(log_response_size, log_old_response_size)') }} as response_bytes,
    log_region as region,
    coalesce(log_user_agent, log_old_user_agent) as user_agent_original,
    {{ api_call_volume.adjusted_count(trace_state) }} as call_count,

    ---------- is it a call: a request of HTTP or gRPC as its server saw it, or the log record of one
    (
        (coalesce(log_kind, '') = '2' or upper(coalesce(log_kind, '')) like '%SERVER')
        and (coalesce(log_method, log_old_method, log_status, log_old_status) is not null or {{ is_grpc }})
    )
    or (
        {{ is_log }} and coalesce(log_method, log_old_method) is not null and coalesce(log_status, log_old_status) is not null
    ) as is_api_call,
    coalesce(log_trace_id, log_otlp_trace_id, log_span_id, log_otlp_span_id, {{ logged_at }}) is not null as is_of_format,

{% endcall %}
