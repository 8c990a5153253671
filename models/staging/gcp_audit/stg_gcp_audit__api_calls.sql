{#- A sink to BigQuery gives the payload another name. -#}
{%- set fields = {
    'log_insert_id': 'insertId',
    'log_name': 'logName',
    'log_timestamp': 'timestamp',
    'log_location': 'resource.labels.location',
    'log_zone': 'resource.labels.zone',
    'log_region': 'resource.labels.region',
    'log_operation_is_first': 'operation.first',
    'log_operation_is_last': 'operation.last',
    'log_service': 'protoPayload.serviceName',
    'log_method': 'protoPayload.methodName',
    'log_principal': 'protoPayload.authenticationInfo.principalEmail',
    'log_subject': 'protoPayload.authenticationInfo.principalSubject',
    'log_key_name': 'protoPayload.authenticationInfo.serviceAccountKeyName',
    'log_status': 'protoPayload.status.code',
    'log_user_agent': 'protoPayload.requestMetadata.callerSuppliedUserAgent',
    'log_sink_service': 'protopayload_auditlog.serviceName',
    'log_sink_method': 'protopayload_auditlog.methodName',
    'log_sink_principal': 'protopayload_auditlog.authenticationInfo.principalEmail',
    'log_sink_subject': 'protopayload_auditlog.authenticationInfo.principalSubject',
    'log_sink_key_name': 'protopayload_auditlog.authenticationInfo.serviceAccountKeyName',
    'log_sink_status': 'protopayload_auditlog.status.code',
    'log_sink_user_agent': 'protopayload_auditlog.requestMetadata.callerSuppliedUserAgent',
} %}

{%- set service = 'coalesce(log_service, log_sink_service)' %}
{%- set method = 'coalesce(log_method, log_sink_method)' %}
{%- set principal = 'coalesce(log_principal, log_sink_principal)' %}
{%- set subject = 'coalesce(log_subject, log_sink_subject)' %}
{%- set key_name = 'coalesce(log_key_name, log_sink_key_name)' %}
{%- set logged_at = api_call_volume.plausible_timestamp(api_call_volume.timestamp_from_text('log_timestamp')) %}
{%- set entry_identity = api_call_volume.joined_text(
    ['log_insert_id', api_call_volume.timestamp_as_text(logged_at), 'log_name']
) %}

{% call api_call_volume.staged_log_records('gcp_audit', fields) %}

    ---------- ids: insertId tells entries of the same log and time apart
    case
        when {{ api_call_volume.identifier('log_insert_id') }} is not null
            then {{ dbt.hash('(' ~ entry_identity ~ ')') }}
    end as event_id,
    -- a service account belongs to its project, and so does a federated identity; any other user to the domain
    case
        when {{ principal }} like '%-compute@developer.gserviceaccount.com'
            then replace({{ principal }}, '-compute@developer.gserviceaccount.com', '')
        when {{ principal }} like '%@appspot.gserviceaccount.com' then replace({{ principal }}, '@appspot.gserviceaccount.com', '')
        when {{ principal }} like '%@%'
            then replace({{ api_call_volume.regexp_replace_all(principal, '^.*@', '') }}, '.iam.gserviceaccount.com', '')
        when {{ api_call_volume.regexp_matches_text(subject, '/projects/[0-9]+/') }}
            then {{ api_call_volume.regexp_replace_all(subject, '^.*/projects/([0-9]+)/.*$', '\\1') }}
    end as account_id,
    case when {{ principal }} like '%gserviceaccount.com' then {{ principal }} end as integration_id,
    {{ api_call_volume.identifier([principal, subject]) }} as user_id,
    case
        when {{ key_name }} like '%/keys/%' then {{ api_call_volume.regexp_replace_all(key_name, '^.*/keys/([^/?#]+).*$', '\\1') }}
    end as credential_id,

    ---------- timestamps
    {{ logged_at }} as occurred_at,
    log_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went: the status is one of gRPC, and left out where it is 0
    {{ service }} || '/' || {{ method }} as http_route,
    {{ api_call_volume.outcome_of_grpc_status("coalesce(log_status, log_sink_status, '0')") }} as outcome,
    coalesce(log_location, log_region, log_zone) as region,
    coalesce(log_user_agent, log_sink_user_agent) as user_agent_original,

    ---------- is it a call: Google's own actions are not, and the end of a long operation is logged again
    {{ method }} is not null
    and coalesce(log_name, '') not like '%system_event'
    and not (coalesce(log_operation_is_last, '') = 'true' and coalesce(log_operation_is_first, '') <> 'true') as is_api_call,
    coalesce({{ service }}, {{ method }}) is not null as is_of_format,

{% endcall %}
