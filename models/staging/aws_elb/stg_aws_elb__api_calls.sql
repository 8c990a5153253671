{%- set fields = {
    'log_timestamp': 'timestamp',
    'log_request_processing_time': 'request_processing_time',
    'log_backend_processing_time': 'backend_processing_time',
    'log_response_processing_time': 'response_processing_time',
    'log_client_response_time': 'client_response_time',
    'log_elb_status_code': 'elb_status_code',
    'log_elb_response_code': 'elb_response_code',
    'log_received_bytes': 'received_bytes',
    'log_sent_bytes': 'sent_bytes',
    'log_request': 'request',
    'log_request_verb': 'request_verb',
    'log_url': 'url',
    'log_user_agent': 'user_agent',
} %}

{%- set line = (
    '$log_timestamp $_ $_ $_ $log_request_processing_time $log_backend_processing_time $log_response_processing_time '
    ~ '$log_elb_status_code $_ $log_received_bytes $log_sent_bytes "$log_request"{? "$log_user_agent"?}'
) %}

{%- set request_seconds = api_call_volume.number_from_text('log_request_processing_time') %}
{%- set backend_seconds = api_call_volume.number_from_text('log_backend_processing_time') %}
{%- set response_seconds = api_call_volume.number_from_text('coalesce(log_response_processing_time, log_client_response_time)') %}

{% call api_call_volume.staged_log_records('aws_elb', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- timestamps: when the load balancer received the request
    {{ api_call_volume.timestamp_from_text('log_timestamp') }} as occurred_at,
    log_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_request_verb, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    coalesce(log_url, {{ api_call_volume.request_line_part('log_request', 'target') }}) as url_path,
    {{ api_call_volume.number_from_text('coalesce(log_elb_status_code, log_elb_response_code)') }} as http_response_status_code,
    case
        when {{ request_seconds }} >= 0 and {{ backend_seconds }} >= 0 and {{ response_seconds }} >= 0
            then ({{ request_seconds }} + {{ backend_seconds }} + {{ response_seconds }}) * 1000
    end as duration_ms,
    {{ api_call_volume.number_from_text('log_received_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_sent_bytes') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call: a connection of a TCP listener has no request
    not (coalesce(log_request, '') like '- - - %' and coalesce(log_elb_status_code, log_elb_response_code) is null) as is_api_call,

{% endcall %}
