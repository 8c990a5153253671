{%- set fields = {
    'log_timestamp': 'timestamp',
    'log_org_id': 'org_id',
    'log_alias': 'alias',
    'log_oauth_id': 'oauth_id',
    'secret_api_key': 'api_key',
    'log_method': 'method',
    'log_path': 'path',
    'log_original_path': 'original_path',
    'log_track_path': 'track_path',
    'log_response_code': 'response_code',
    'log_request_time': 'request_time',
    'log_request_time_ms': 'request_time_ms',
    'log_content_length': 'content_length',
    'log_user_agent': 'user_agent',
    'log_api_version': 'api_version',
} %}

{%- set duration_ms = api_call_volume.number_from_text('coalesce(log_request_time, log_request_time_ms)') %}
{#- The CSV pump writes `2026-03-01 10:00:00.5 +0000 UTC`. -#}
{%- set without_zone = api_call_volume.regexp_replace_all('log_timestamp', ' [A-Z]+$', '') %}
{%- set written_at = "replace(replace(" ~ without_zone ~ ", ' +', '+'), ' -', '-')" %}
{%- set ended_at = api_call_volume.timestamp_from_text(written_at) %}

{% call api_call_volume.staged_log_records('tyk', fields) %}

    ---------- ids
    log_org_id as account_id,
    {{ api_call_volume.identifier(['log_oauth_id', 'log_alias']) }} as integration_id,
    {{ api_call_volume.hashed('secret_api_key') }} as credential_id,

    ---------- timestamps: logged when the request ends
    {{ api_call_volume.started_before(ended_at, '(' ~ duration_ms ~ ') / 1000') }} as occurred_at,
    log_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    -- the path of a tracked endpoint is its template
    case when log_track_path = 'true' then log_path end as http_route,
    coalesce(nullif(log_original_path, ''), log_path) as url_path,
    {{ api_call_volume.number_from_text('log_response_code') }} as http_response_status_code,
    {{ duration_ms }} as duration_ms,
    {{ api_call_volume.number_from_text('log_content_length') }} as request_bytes,
    log_user_agent as user_agent_original,
    nullif(log_api_version, 'Non Versioned') as api_version,

    ---------- is it a call: -1 (as an unsigned 64-bit number in CSV) counts the connections of a TCP service
    coalesce(log_response_code, '') not in ('-1', '18446744073709551615') as is_api_call,

{% endcall %}
