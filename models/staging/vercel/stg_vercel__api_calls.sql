{%- set fields = {
    'log_entry_id': 'id',
    'log_request_id': 'requestId',
    'log_deployment_id': 'deploymentId',
    'log_project_id': 'projectId',
    'log_function_path': 'path',
    'log_function_status': 'statusCode',
    'log_requested_at': 'proxy.timestamp',
    'log_method': 'proxy.method',
    'log_path': 'proxy.path',
    'log_status': 'proxy.statusCode',
    'log_response_size': 'proxy.responseByteSize',
    'log_region': 'proxy.region',
    'log_user_agents': 'proxy.userAgent',
} %}

{#- A function's path is a route only where it names its dynamic parts: otherwise it may be the path as requested. -#}
{%- set function_route -%}
case when {{ api_call_volume.regexp_matches_text('log_function_path', '\\[[^]]+\\]') }} then log_function_path end
{%- endset -%}

{% call api_call_volume.staged_log_records('vercel', fields) %}

    ---------- ids: each line that a function prints is an entry of its request
    {{ api_call_volume.identifier(['log_request_id', 'log_entry_id']) }} as event_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_requested_at', 'ms') }} as occurred_at,
    log_requested_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    {{ function_route }} as http_route,
    log_path as url_path,
    {{ api_call_volume.number_from_text('coalesce(log_status, log_function_status)') }} as http_response_status_code,
    -- the function crashed before there was a response
    case when log_status is null and log_function_status = '-1' then 'server_error' end as outcome,
    {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
    log_region as region,
    log_user_agents as user_agent_original,

    ---------- is it a call: builds have no request, and of a revalidation in the background nobody waits for the response
    coalesce(log_requested_at, log_method, log_path) is not null
    and coalesce(log_status, '') <> '-1' as is_api_call,
    coalesce(log_deployment_id, log_project_id, log_request_id, log_method, log_path) is not null as is_of_format,

{% endcall %}
