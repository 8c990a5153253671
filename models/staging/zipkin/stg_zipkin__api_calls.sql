{%- set fields = {
    'log_trace_id': 'traceId',
    'log_span_id': 'id',
    'log_kind': 'kind',
    'log_started_at': 'timestamp',
    'log_duration_us': 'duration',
    'log_method': ['tags', 'http.method'],
    'log_route': ['tags', 'http.route'],
    'log_path': ['tags', 'http.path'],
    'log_url': ['tags', 'http.url'],
    'log_status': ['tags', 'http.status_code'],
    'secret_error': ['tags', 'error'],
    'log_request_size': ['tags', 'http.request.size'],
    'log_response_size': ['tags', 'http.response.size'],
    'log_user_agent': ['tags', 'http.user_agent'],
} %}

{% call api_call_volume.staged_log_records('zipkin', fields) %}

    ---------- ids: the client's and the server's span of a call may share theirs, and only the server's is a call
    {{ api_call_volume.identifier('log_trace_id') }} || ':' || {{ api_call_volume.identifier('log_span_id') }} as event_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_started_at', 'us') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_route as http_route,
    coalesce(log_path, log_url) as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- Brave writes the status only where it is none of 200 to 299, and the error where there was no response
    case
        when log_status is null and secret_error is null then 'success'
        when log_status is null then 'server_error'
    end as outcome,
    {{ api_call_volume.number_from_text('log_duration_us') }} / 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call
    coalesce(upper(log_kind), '') = 'SERVER'
    and coalesce(log_method, log_route, log_path, log_url, log_status) is not null as is_api_call,
    log_trace_id is not null and log_span_id is not null as is_of_format,

{% endcall %}
