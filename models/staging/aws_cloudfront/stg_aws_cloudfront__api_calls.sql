{%- set fields = {
    'log_date': 'date',
    'log_time': 'time',
    'log_edge_location': 'x-edge-location',
    'log_sc_bytes': 'sc-bytes',
    'log_method': 'cs-method',
    'log_uri_stem': 'cs-uri-stem',
    'log_sc_status': 'sc-status',
    'log_user_agent': ['cs(User-Agent)'],
    'log_request_id': 'x-edge-request-id',
    'log_cs_bytes': 'cs-bytes',
    'log_time_taken': 'time-taken',
} %}

{#- Separated by tabs; fields have been added to the end over the years. -#}
{%- set line = (
    '$log_date $log_time $log_edge_location $log_sc_bytes $_ $log_method $_ $log_uri_stem $log_sc_status $_ $log_user_agent '
    ~ '$_ $_ $_ $log_request_id $_ $_ $log_cs_bytes{? $log_time_taken?}'
) | replace(' ', '\t') %}

{%- set seconds = api_call_volume.number_from_text('log_time_taken') %}
{%- set ended_at = api_call_volume.timestamp_from_text("(log_date || 'T' || log_time)") %}

{% call api_call_volume.staged_log_records(
    'aws_cloudfront',
    fields,
    lines=dict(api_call_volume.line_regexp(line), comment='#'),
    absent='-'
) %}

    ---------- ids
    log_request_id as event_id,

    ---------- timestamps, in UTC: when the response was finished
    {{ api_call_volume.started_before(ended_at, seconds) }} as occurred_at,
    log_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_uri_stem as url_path,
    {{ api_call_volume.number_from_text('log_sc_status') }} as http_response_status_code,
    {{ seconds }} * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_cs_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_sc_bytes') }} as response_bytes,
    log_edge_location as region,
    replace(log_user_agent, '%20', ' ') as user_agent_original,

{% endcall %}
