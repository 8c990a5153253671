{%- set fields = {
    'log_started_at': 'start_time',
    'log_request_id': 'x-request-id',
    'log_method': 'method',
    'log_path': 'x-envoy-origin-path',
    'log_status': 'response_code',
    'log_response_flags': 'response_flags',
    'log_duration_ms': 'duration',
    'log_received_bytes': 'bytes_received',
    'log_sent_bytes': 'bytes_sent',
    'log_user_agent': 'user-agent',
    'log_protocol': 'protocol',
} %}

{#- A service that passes the header on makes further calls with the same id. -#}
{%- set line_identity = api_call_volume.joined_text(
    ['log_request_id', 'log_started_at', 'log_method', 'log_path', 'log_status', 'log_response_flags', 'log_duration_ms']
) %}
{%- set flags = "',' || log_response_flags || ','" %}

{% call api_call_volume.staged_log_records('envoy_gateway', fields, absent='-') %}

    ---------- ids
    case
        when {{ api_call_volume.identifier('log_request_id') }} is not null then {{ dbt.hash('(' ~ line_identity ~ ')') }}
    end as event_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_started_at', 'any') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_path as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    case
        when {{ flags }} like '%,RL,%' then 'rate_limited'
        when {{ flags }} like '%,UAEX,%' then 'auth_failed'
        when {{ flags }} like '%,DC,%' or {{ flags }} like '%,DR,%' then 'aborted'
    end as outcome,
    {{ api_call_volume.number_from_text('log_duration_ms') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_received_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_sent_bytes') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call: a TCP connection, logged in the same format, is not
    coalesce(log_method, log_path) is not null as is_api_call,
    coalesce(log_method, log_path, log_status, log_response_flags, log_protocol) is not null as is_of_format,

{% endcall %}
