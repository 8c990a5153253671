{%- set fields = {
    'log_audit_id': 'auditID',
    'log_stage': 'stage',
    'log_received_at': 'requestReceivedTimestamp',
    'log_stage_at': 'stageTimestamp',
    'log_username': 'user.username',
    'log_credential_ids': ['user', 'extra', 'authentication.kubernetes.io/credential-id'],
    'log_impersonated_username': 'impersonatedUser.username',
    'log_verb': 'verb',
    'log_request_uri': 'requestURI',
    'log_api_group': 'objectRef.apiGroup',
    'log_api_version': 'objectRef.apiVersion',
    'log_namespace': 'objectRef.namespace',
    'log_resource': 'objectRef.resource',
    'log_name': 'objectRef.name',
    'log_subresource': 'objectRef.subresource',
    'log_status': 'responseStatus.code',
    'log_status_message': 'responseStatus.message',
    'log_user_agent': 'userAgent',
} %}

{%- set received_at = api_call_volume.plausible_timestamp(api_call_volume.timestamp_from_text('log_received_at')) %}
{%- set stage_at = api_call_volume.plausible_timestamp(api_call_volume.timestamp_from_text('log_stage_at')) %}

{% call api_call_volume.staged_log_records('kubernetes_audit', fields, batch_keys=['items'], batch_spellings={'items': ['records']}) %}

    ---------- ids: a service account belongs to its namespace, any other user is an account by itself
    log_audit_id as event_id,
    case
        when log_username like 'system:serviceaccount:%' then {{ api_call_volume.part_of_text('log_username', "':'", 3) }}
        else log_username
    end as account_id,
    log_username as integration_id,
    {{ api_call_volume.identifier(['log_impersonated_username', 'log_username']) }} as user_id,
    {{ api_call_volume.regexp_replace_all('log_credential_ids', '^\\["?|"?\\]$', '') }} as credential_id,

    ---------- timestamps
    {{ received_at }} as occurred_at,
    log_received_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    case
        when log_verb in ('get', 'list', 'watch') then 'GET'
        when log_verb = 'create' then 'POST'
        when log_verb = 'update' then 'PUT'
        when log_verb in ('delete', 'deletecollection') then 'DELETE'
        when log_verb in ('patch', 'post', 'put', 'head', 'options', 'trace', 'connect') then upper(log_verb)
    end as http_request_method,
    case
        when log_resource <> '' and log_api_version <> ''
            then case when log_api_group <> '' then '/apis/' || log_api_group || '/' else '/api/' end
                || log_api_version
                || case when log_namespace <> '' and log_resource <> 'namespaces' then '/namespaces/{namespace}' else '' end
                || '/' || log_resource
                -- the log completes the name from the object that is created, or from a field selector
                || case
                    when log_name = '' or log_name is null or log_verb in ('list', 'watch', 'deletecollection') then ''
                    when log_verb = 'create' and coalesce(log_subresource, '') = '' then ''
                    else '/{name}'
                end
                || coalesce('/' || nullif(log_subresource, ''), '')
    end as http_route,
    log_request_uri as url_path,
    -- the log makes up a status where none was sent
    case
        when coalesce(log_status_message, '') <> 'Connection closed early' then {{ api_call_volume.number_from_text('log_status') }}
    end as http_response_status_code,
    case when log_stage = 'Panic' then 'server_error' end as outcome,
    {{ api_call_volume.milliseconds_between(received_at, stage_at) }} as duration_ms,
    log_user_agent as user_agent_original,
    log_api_version as api_version,

    ---------- is it a call: other stages log the same call again
    coalesce(log_stage, '') in ('ResponseComplete', 'Panic') as is_api_call,
    log_audit_id is not null
    or coalesce(log_stage, '') in ('RequestReceived', 'ResponseStarted', 'ResponseComplete', 'Panic') as is_of_format,

{% endcall %}
