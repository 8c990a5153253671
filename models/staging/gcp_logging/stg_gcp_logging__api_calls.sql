{%- set fields = {
    'log_insert_id': 'insertId',
    'log_name': 'logName',
    'log_timestamp': 'timestamp',
    'log_location': 'resource.labels.location',
    'log_region': 'resource.labels.region',
    'log_request_method': 'httpRequest.requestMethod',
    'log_request_url': 'httpRequest.requestUrl',
    'log_request_status': 'httpRequest.status',
    'log_request_latency': 'httpRequest.latency',
    'log_request_size': 'httpRequest.requestSize',
    'log_response_size': 'httpRequest.responseSize',
    'log_user_agent': 'httpRequest.userAgent',
    'log_endpoints_project': 'jsonPayload.producer_project_id',
    'log_endpoints_version': 'jsonPayload.api_version',
    'log_endpoints_operation': 'jsonPayload.api_method',
    'log_endpoints_url': 'jsonPayload.url',
    'log_endpoints_method': 'jsonPayload.http_method',
    'log_endpoints_status': 'jsonPayload.http_response_code',
    'log_endpoints_latency_ms': 'jsonPayload.request_latency_in_ms',
    'log_endpoints_request_size': 'jsonPayload.request_size_in_bytes',
    'log_endpoints_response_size': 'jsonPayload.response_size_in_bytes',
    'log_endpoints_location': 'jsonPayload.location',
    'log_app_engine_started_at': 'protoPayload.startTime',
    'log_app_engine_finished': 'protoPayload.finished',
    'log_app_engine_request_id': 'protoPayload.requestId',
    'log_app_engine_method': 'protoPayload.method',
    'log_app_engine_url': 'protoPayload.resource',
    'log_app_engine_status': 'protoPayload.status',
    'log_app_engine_latency': 'protoPayload.latency',
    'log_app_engine_response_size': 'protoPayload.responseSize',
    'log_app_engine_user_agent': 'protoPayload.userAgent',
    'secret_api_key': 'jsonPayload.api_key',
} %}

{%- set logged_at = api_call_volume.plausible_timestamp(api_call_volume.timestamp_from_text('log_timestamp')) %}
{%- set entry_identity = api_call_volume.joined_text(
    ['log_insert_id', api_call_volume.timestamp_as_text(logged_at), 'log_name']
) %}
{%- set status = 'coalesce(log_request_status, log_endpoints_status, log_app_engine_status)' %}
{%- set latency_ms %}
coalesce(
    {{ api_call_volume.number_from_text("replace(coalesce(log_request_latency, log_app_engine_latency), 's', '')") }} * 1000,
    {{ api_call_volume.number_from_text('log_endpoints_latency_ms') }}
)
{%- endset %}
{%- set endpoints_seconds = 'case when log_endpoints_project is not null then ' ~ latency_ms ~ ' / 1000 end' %}

{% call api_call_volume.staged_log_records('gcp_logging', fields) %}

    ---------- ids: insertId tells entries of the same log and time apart; App Engine gives each request an id
    case
        when {{ api_call_volume.identifier('log_app_engine_request_id') }} is not null
            then {{ api_call_volume.identifier('log_app_engine_request_id') }}
        when {{ api_call_volume.identifier('log_insert_id') }} is not null
            then {{ dbt.hash('(' ~ entry_identity ~ ')') }}
    end as event_id,
    {{ api_call_volume.hashed('secret_api_key') }} as credential_id,

    ---------- timestamps: load balancers log when the request was received, Endpoints when it reports the call
    coalesce(
        {{ api_call_volume.timestamp_from_text('log_app_engine_started_at') }},
        {{ api_call_volume.started_before(logged_at, '(' ~ endpoints_seconds ~ ')') }}
    ) as occurred_at,
    coalesce(log_app_engine_started_at, log_timestamp) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_request_method, log_endpoints_method, log_app_engine_method) as http_request_method,
    log_endpoints_operation as http_route,
    coalesce(log_request_url, log_endpoints_url, log_app_engine_url) as url_path,
    {{ api_call_volume.number_from_text(status) }} as http_response_status_code,
    -- nginx, on which the first ESP is built, logs 499 where the client left before there was a response
    case when {{ status }} = '499' then 'aborted' end as outcome,
    {{ latency_ms }} as duration_ms,
    {{ api_call_volume.number_from_text('coalesce(log_request_size, log_endpoints_request_size)') }} as request_bytes,
    {{ api_call_volume.number_from_text('coalesce(log_response_size, log_endpoints_response_size, log_app_engine_response_size)') }}
        as response_bytes,
    coalesce(log_endpoints_location, log_location, log_region) as region,
    coalesce(log_user_agent, log_app_engine_user_agent) as user_agent_original,
    log_endpoints_version as api_version,

    ---------- is it a call: most entries of Cloud Logging are not about a request; App Engine may log a request before it ends
    coalesce(
        log_request_method, log_request_url, log_request_status, log_endpoints_method, log_endpoints_status, log_app_engine_url
    ) is not null
    and coalesce(log_app_engine_finished, 'true') <> 'false' as is_api_call,
    coalesce(log_insert_id, log_name, log_request_method, log_request_status, log_app_engine_url) is not null as is_of_format,

{% endcall %}
