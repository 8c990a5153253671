{%- set fields = {
    'log_request_id': 'reqId',
    'log_started_at': 'reqTimeSec',
    'log_method': 'reqMethod',
    'log_path': 'reqPath',
    'log_status': 'statusCode',
    'log_request_ms': 'reqEndTimeMSec',
    'log_turnaround_ms': 'turnAroundTimeMSec',
    'log_transfer_ms': 'transferTimeMSec',
    'log_total_bytes': 'totalBytes',
    'log_bytes': 'bytes',
    'log_user_agent': 'UA',
    'log_region': 'serverCountry',
    'log_is_midgress': 'isMidgress',
    'log_stream_id': 'streamId',
} %}

{% call api_call_volume.staged_log_records('akamai', fields, absent='-') %}

    ---------- ids
    {{ api_call_volume.identifier('log_request_id') }} as event_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_started_at', 's') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    case when log_path like '/%' then log_path else '/' || log_path end as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    coalesce({{ api_call_volume.number_from_text('log_request_ms') }}, 0)
    + {{ api_call_volume.number_from_text('log_turnaround_ms') }}
    + coalesce({{ api_call_volume.number_from_text('log_transfer_ms') }}, 0) as duration_ms,
    {{ api_call_volume.number_from_text('coalesce(log_total_bytes, log_bytes)') }} as response_bytes,
    log_region as region,
    log_user_agent as user_agent_original,

    ---------- is it a call: what one edge server asks of another is not
    coalesce(log_is_midgress, '0') not in ('1', 'true') as is_api_call,
    coalesce(log_request_id, log_stream_id, log_path, log_status) is not null as is_of_format,

{% endcall %}
