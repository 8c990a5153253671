{%- set fields = {
    'log_request_id': 'request_id',
    'log_request_datetime': 'request_datetime',
    'log_request_time': 'request_time',
    'log_requester': 'requester',
    'log_operation': 'operation',
    'log_request_uri': 'request_uri',
    'log_http_status': 'http_status',
    'log_error_code': 'error_code',
    'log_bytes_sent': 'bytes_sent',
    'log_total_time': 'total_time',
    'log_user_agent': 'user_agent',
} %}

{#- Owner, bucket, time, address, requester, id, operation, key, request; fields are added to the end. -#}
{%- set line = (
    '$_ $_ [$log_request_datetime] $_ $log_requester $log_request_id $log_operation $_ {?"$log_request_uri"?}{?-?} '
    ~ '$log_http_status $log_error_code $log_bytes_sent $_ $log_total_time $_{? {?"$_"?}{?-?} "$log_user_agent"?}'
) %}

{% call api_call_volume.staged_log_records('aws_s3', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- ids
    log_request_id as event_id,
    nullif(log_requester, 'Anonymous') as account_id,

    ---------- timestamps: when the request was received
    coalesce(
        {{ api_call_volume.timestamp_from_clf('log_request_datetime') }},
        {{ api_call_volume.timestamp_from_text('log_request_time') }}
    ) as occurred_at,
    coalesce(log_request_datetime, log_request_time) is not null as has_occurred_at,

    ---------- what was called, and how it went: a path is the key of an object, so the operation is the route
    {{ api_call_volume.request_line_part('log_request_uri', 'method') }} as http_request_method,
    log_operation as http_route,
    {{ api_call_volume.number_from_text('log_http_status') }} as http_response_status_code,
    case when log_error_code in ('SlowDown', 'RequestLimitExceeded') then 'rate_limited' end as outcome,
    {{ api_call_volume.number_from_text('log_total_time') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_bytes_sent') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call: what S3 does itself, and the parts of a call that has a line of its own, are not
    coalesce(log_operation, '') not like 'S3.%'
    and coalesce(log_operation, '') not like 'BATCH.%'
    and coalesce(log_operation, '') not like 'REST.COPY.%_GET' as is_api_call,
    log_operation is not null as is_of_format,

{% endcall %}
