{%- set fields = {
    'log_gateway_flow_id': 'gateway_flow_id',
    'log_client_received_start_timestamp': 'client_received_start_timestamp',
    'log_developer': 'developer',
    'log_developer_email': 'developer_email',
    'log_developer_app': 'developer_app',
    'secret_client_id': 'client_id',
    'log_request_verb': 'request_verb',
    'log_proxy_basepath': 'proxy_basepath',
    'log_proxy_pathsuffix': 'proxy_pathsuffix',
    'log_request_path': 'request_path',
    'log_response_status_code': 'response_status_code',
    'log_total_response_time': 'total_response_time',
    'log_request_size': 'request_size',
    'log_response_size': 'response_size',
    'log_region': 'ax_dn_region',
    'log_useragent': 'useragent',
    'log_apiproxy_revision': 'apiproxy_revision',
} %}

{#- BigQuery writes a timestamp as `2026-03-01 10:00:00.123 UTC`. -#}
{%- set received_at = "replace(log_client_received_start_timestamp, ' UTC', '')" %}

{% call api_call_volume.staged_log_records('apigee', fields, absent='(not set)') %}

    ---------- ids
    log_gateway_flow_id as event_id,
    {{ api_call_volume.identifier(['log_developer', 'log_developer_email']) }} as account_id,
    log_developer_app as integration_id,
    -- the API key itself
    {{ api_call_volume.hashed('secret_client_id') }} as credential_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch(received_at, 'ms') }} as occurred_at,
    log_client_received_start_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_request_verb as http_request_method,
    -- as the client called it; the request path is that of the target
    coalesce(
        nullif(coalesce(log_proxy_basepath, '') || coalesce(log_proxy_pathsuffix, ''), ''), nullif(log_request_path, '')
    ) as url_path,
    {{ api_call_volume.number_from_text('log_response_status_code') }} as http_response_status_code,
    -- the client left before there was a response
    case when log_response_status_code = '499' then 'aborted' end as outcome,
    {{ api_call_volume.number_from_text('log_total_response_time') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_region as region,
    log_useragent as user_agent_original,
    log_apiproxy_revision as api_version,

{% endcall %}
