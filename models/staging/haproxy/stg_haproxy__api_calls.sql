{%- set fields = {
    'log_accept_date': 'accept_date',
    'log_request': 'http_request',
    'log_status_code': 'status_code',
    'log_bytes_read': 'bytes_read',
    'log_total_time': 'Ta',
    'log_termination_state': 'termination_state',
} %}

{#-
    `option httplog`: client, time, frontend, backend, timers, status, bytes, cookies, how it ended, connections, queues, captured
    headers, request. A line that was cut off has no closing quote.
-#}
{%- set line = (
    '$_ [$log_accept_date] $_ $_ $_/$_/$_/$_/$log_total_time $log_status_code $log_bytes_read $_ $_ $log_termination_state '
    ~ '$_/$_/$_/$_/$_ $_/$_{? {$_}?}{? {$_}?} "$log_request{?"?}'
) %}

{%- set ended_as = "substr(log_termination_state, 1, 1)" %}

{% call api_call_volume.staged_log_records('haproxy', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- timestamps: the time at which the connection was accepted, or the request received, without a zone
    {{ api_call_volume.timestamp_from_clf('log_accept_date') }} as occurred_at,
    log_accept_date is not null as has_occurred_at,

    ---------- what was called, and how it went
    {{ api_call_volume.request_line_part('log_request', 'method') }} as http_request_method,
    {{ api_call_volume.request_line_part('log_request', 'target') }} as url_path,
    {{ api_call_volume.number_from_text('log_status_code') }} as http_response_status_code,
    -- the client left, or was too slow
    case when lower({{ ended_as }}) = 'c' then 'aborted' end as outcome,
    {{ api_call_volume.number_from_text('log_total_time') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_bytes_read') }} as response_bytes,

{% endcall %}
