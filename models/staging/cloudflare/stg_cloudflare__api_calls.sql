{%- set fields = {
    'log_ray_id': 'RayID',
    'log_parent_ray_id': 'ParentRayID',
    'log_worker_subrequest': 'WorkerSubrequest',
    'log_request_source': 'ClientRequestSource',
    'log_start_timestamp': 'EdgeStartTimestamp',
    'log_end_timestamp': 'EdgeEndTimestamp',
    'log_access_user': 'RequestHeaders.cf-access-user',
    'log_certificate_fingerprint': 'ClientMTLSAuthCertFingerprint',
    'log_method': 'ClientRequestMethod',
    'log_path': 'ClientRequestPath',
    'log_uri': 'ClientRequestURI',
    'log_status': 'EdgeResponseStatus',
    'log_request_bytes': 'ClientRequestBytes',
    'log_response_bytes': 'EdgeResponseBytes',
    'log_response_body_bytes': 'EdgeResponseBodyBytes',
    'log_colo_code': 'EdgeColoCode',
    'log_user_agent': 'ClientRequestUserAgent',
} %}

{%- set started_at = api_call_volume.timestamp_from_epoch('log_start_timestamp', 'any') %}
{%- set ended_at = api_call_volume.timestamp_from_epoch('log_end_timestamp', 'any') %}
{%- set call_identity = api_call_volume.joined_text(
    ['log_ray_id', api_call_volume.timestamp_as_text(started_at), 'log_method', 'coalesce(log_uri, log_path)']
) %}
{%- set not_from_clients = '^(purge|alwaysOnline|healthcheck|edgeWorker.*|imageResizing|sslDetector|earlyHintsCache|inBrowserChallenge)$' %}

{% call api_call_volume.staged_log_records('cloudflare', fields) %}

    ---------- ids: a RayID is not unique
    case
        when {{ api_call_volume.identifier('log_ray_id') }} is not null then {{ dbt.hash('(' ~ call_identity ~ ')') }}
    end as event_id,
    log_access_user as user_id,
    log_certificate_fingerprint as credential_id,

    ---------- timestamps
    {{ started_at }} as occurred_at,
    log_start_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    case when log_uri like '%/graphql%' then log_uri else coalesce(log_path, log_uri) end as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- the client left before there was a response
    case when log_status = '499' then 'aborted' end as outcome,
    -- a job that logs whole seconds says nothing about durations
    case
        when {{ started_at }} <> {{ dbt.date_trunc('second', started_at) }}
            or {{ ended_at }} <> {{ dbt.date_trunc('second', ended_at) }}
            then {{ api_call_volume.milliseconds_between(started_at, ended_at) }}
    end as duration_ms,
    {{ api_call_volume.number_from_text('log_request_bytes') }} as request_bytes,
    coalesce(
        {{ api_call_volume.number_from_text('log_response_bytes') }},
        {{ api_call_volume.number_from_text('log_response_body_bytes') }}
    ) as response_bytes,
    log_colo_code as region,
    log_user_agent as user_agent_original,

    ---------- is it a call: requests of Workers and of Cloudflare's own services are not
    replace(coalesce(log_parent_ray_id, ''), '0', '') = ''
    and coalesce(lower(log_worker_subrequest), '') <> 'true'
    and not {{ api_call_volume.regexp_matches_text("coalesce(log_request_source, '')", not_from_clients) }} as is_api_call,

{% endcall %}
