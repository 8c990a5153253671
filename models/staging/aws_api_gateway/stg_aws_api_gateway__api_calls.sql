{%- set fields = {
    'log_extended_request_id': 'extendedRequestId',
    'log_request_id': 'requestId',
    'log_request_time_epoch': 'requestTimeEpoch',
    'log_request_time': 'requestTime',
    'log_authorizer_principal_id': 'authorizer.principalId',
    'log_principal_id': 'principalId',
    'log_authorizer_claims_sub': 'authorizer.claims.sub',
    'log_sub': 'sub',
    'log_authorizer_claims_client_id': 'authorizer.claims.client_id',
    'log_client_id': 'client_id',
    'log_identity_account_id': 'identity.accountId',
    'log_identity_caller': 'identity.caller',
    'log_caller': 'caller',
    'log_identity_user': 'identity.user',
    'log_user': 'user',
    'log_identity_api_key_id': 'identity.apiKeyId',
    'log_api_key_id': 'apiKeyId',
    'log_identity_user_agent': 'identity.userAgent',
    'log_user_agent': 'userAgent',
    'log_http_method': 'httpMethod',
    'log_resource_path': 'resourcePath',
    'log_route_key': 'routeKey',
    'log_path': 'path',
    'log_stage': 'stage',
    'log_status': 'status',
    'log_error_response_type': 'error.responseType',
    'log_response_type': 'responseType',
    'log_response_latency': 'responseLatency',
    'log_response_length': 'responseLength',
} %}

{#-
    The common log format of AWS's documentation: of REST APIs, whose request has the template of the resource; and of HTTP APIs,
    whose request has the route key (`GET /orders/{id}`) after the method, and which have no extended id.
-#}
{%- set line = (
    '$_ $log_caller $log_user [$log_request_time]{? ?}"$log_request" $log_status $log_response_length $log_request_id'
    ~ '{? $log_extended_request_id?}'
) %}
{%- set target_of_line = api_call_volume.request_line_part('log_request', 'target') %}
{%- set is_http_api = "(log_route_key is not null or " ~ target_of_line ~ " like '% %')" %}

{% call api_call_volume.staged_log_records(
    'aws_api_gateway',
    fields,
    lines=api_call_volume.line_regexp(line),
    absent='-'
) %}

    ---------- ids: a client of a REST API can set requestId; HTTP and WebSocket APIs, which have route keys, set it themselves
    {{ api_call_volume.identifier(['log_extended_request_id', 'case when ' ~ is_http_api ~ ' then log_request_id end']) }} as event_id,
    {{ api_call_volume.identifier([
        'log_authorizer_principal_id', 'log_principal_id', 'log_authorizer_claims_sub', 'log_sub', 'log_identity_account_id'
    ]) }} as account_id,
    {{ api_call_volume.identifier(
        ['log_authorizer_claims_client_id', 'log_client_id', 'log_identity_caller', 'log_caller']
    ) }} as integration_id,
    {{ api_call_volume.identifier(['log_authorizer_claims_sub', 'log_sub', 'log_identity_user', 'log_user']) }} as user_id,
    {{ api_call_volume.identifier(['log_identity_api_key_id', 'log_api_key_id']) }} as credential_id,

    ---------- timestamps
    coalesce(
        {{ api_call_volume.timestamp_from_epoch('log_request_time_epoch', 'ms') }},
        {{ api_call_volume.timestamp_from_clf('log_request_time') }}
    ) as occurred_at,
    coalesce(log_request_time_epoch, log_request_time) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_http_method, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    coalesce(
        log_resource_path,
        {{ api_call_volume.request_line_part('log_route_key', 'target') }},
        nullif(log_route_key, '$default'),
        nullif({{ api_call_volume.regexp_replace_all(target_of_line, '^[A-Za-z]+ ', '') }}, '$default')
    ) as http_route,
    log_path as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- the status of each of these can be set to any other
    case
        when coalesce(log_error_response_type, log_response_type) in ('THROTTLED', 'QUOTA_EXCEEDED') then 'rate_limited'
        when
            coalesce(log_error_response_type, log_response_type) in (
                'UNAUTHORIZED', 'ACCESS_DENIED', 'EXPIRED_TOKEN', 'INVALID_API_KEY', 'INVALID_SIGNATURE'
            )
            then 'auth_failed'
    end as outcome,
    {{ api_call_volume.number_from_text('log_response_latency') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_response_length') }} as response_bytes,
    coalesce(log_identity_user_agent, log_user_agent) as user_agent_original,
    log_stage as api_version,

{% endcall %}
