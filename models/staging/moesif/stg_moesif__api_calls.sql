{%- set fields = {
    'log_transaction_id': 'transaction_id',
    'log_company_id': 'company_id',
    'log_user_id': 'user_id',
    'secret_session_token': 'session_token',
    'log_request_time': 'request.time',
    'log_response_time': 'response.time',
    'log_verb': 'request.verb',
    'log_uri': 'request.uri',
    'log_status': 'response.status',
    'log_api_version': 'request.api_version',
    'log_user_agent': ['request', 'headers', 'User-Agent'],
    'log_user_agent_in_lower_case': ['request', 'headers', 'user-agent'],
    'log_operation': ['request', 'headers', 'X-Apollo-Operation-Name'],
    'log_operation_in_lower_case': ['request', 'headers', 'x-apollo-operation-name'],
    'log_direction': 'direction',
    'log_weight': 'weight',
} %}

{%- set requested_at = api_call_volume.timestamp_from_text('log_request_time') %}
{%- set responded_at = api_call_volume.timestamp_from_text('log_response_time') %}

{% call api_call_volume.staged_log_records('moesif', fields) %}

    ---------- ids
    log_transaction_id as event_id,
    log_company_id as account_id,
    log_user_id as user_id,
    {{ api_call_volume.hashed('secret_session_token') }} as credential_id,

    ---------- timestamps
    {{ requested_at }} as occurred_at,
    log_request_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_verb as http_request_method,
    {{ api_call_volume.path_with_operation('log_uri', 'coalesce(log_operation, log_operation_in_lower_case)') }} as url_path,
    -- what Moesif's Node.js SDK writes where there is no status code
    nullif({{ api_call_volume.number_from_text('log_status') }}, 599) as http_response_status_code,
    {{ api_call_volume.milliseconds_between(requested_at, responded_at) }} as duration_ms,
    coalesce(log_user_agent, log_user_agent_in_lower_case) as user_agent_original,
    log_api_version as api_version,

    ---------- how many calls it represents: more than one if Moesif samples
    {{ api_call_volume.number_from_text('log_weight') }} as call_count,
    nullif(trim(log_weight), '') is not null as has_call_count,

    ---------- is it a call: only incoming ones are; a call without a direction counts as incoming
    lower(coalesce(nullif(log_direction, ''), 'Incoming')) = 'incoming' as is_api_call,

{% endcall %}
