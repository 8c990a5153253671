{%- set fields = {
    'log_correlation_id': 'correlationId',
    'log_started_at': 'requestTimestamp',
    'log_application_owner': 'applicationOwner',
    'log_application_id': 'applicationId',
    'log_user_name': 'userName',
    'log_method': 'apiMethod',
    'log_api_context': 'apiContext',
    'log_api_name': 'apiName',
    'log_resource_template': 'apiResourceTemplate',
    'log_api_version': 'apiVersion',
    'log_status': 'proxyResponseCode',
    'log_error_type': 'errorType',
    'log_latency_ms': 'responseLatency',
    'log_request_size': 'properties.requestSize',
    'log_response_size': 'properties.responseSize',
    'log_region': 'regionId',
    'log_user_agent': 'userAgent',
} %}

{#- A client may set the correlation id. -#}
{%- set call_identity = api_call_volume.joined_text(
    ['log_correlation_id', 'log_started_at', 'log_method', 'log_api_context', 'log_resource_template']
) %}

{% call api_call_volume.staged_log_records('wso2', fields, absent='-') %}

    ---------- ids
    case
        when {{ api_call_volume.identifier('log_correlation_id') }} is not null then {{ dbt.hash('(' ~ call_identity ~ ')') }}
    end as event_id,
    {{ api_call_volume.identifier('nullif(log_application_owner, \'UNKNOWN\')') }} as account_id,
    {{ api_call_volume.identifier('nullif(log_application_id, \'UNKNOWN\')') }} as integration_id,
    {{ api_call_volume.identifier('nullif(log_user_name, \'UNKNOWN\')') }} as user_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_text('log_started_at') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    coalesce(log_api_context, '/' || log_api_name) || coalesce(log_resource_template, '') as http_route,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    case log_error_type when 'AUTH' then 'auth_failed' when 'THROTTLED' then 'rate_limited' end as outcome,
    {{ api_call_volume.number_from_text('log_latency_ms') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_region as region,
    log_user_agent as user_agent_original,
    log_api_version as api_version,

    ---------- every event, faulty or not, is a call
    coalesce(log_correlation_id, log_api_name, log_api_context, log_status) is not null as is_of_format,

{% endcall %}
