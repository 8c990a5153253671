{#- Reporters spell the keys in two ways, and versions name some of them otherwise. Loaded as columns, both spellings are one. -#}
{%- set spelled = api_call_volume.spelled_fields({
    'request_id': ['request-id', 'requestId'],
    'transaction': ['transaction', 'transaction-id', 'transactionId'],
    'written_at': ['@timestamp', 'timestamp'],
    'api': ['api', 'api-id', 'apiId'],
    'application': ['application', 'application-id', 'applicationId'],
    'http_method': ['method', 'http-method', 'httpMethod'],
    'uri': ['uri'],
    'path': ['path', 'path-info', 'pathInfo'],
    'mapped_path': ['mapped-path', 'mappedPath'],
    'status': ['status'],
    'duration': ['response-time', 'proxyResponseTimeMs', 'gateway-response-time-ms', 'gatewayResponseTimeMs'],
    'request_size': ['request-content-length', 'requestContentLength'],
    'response_size': ['response-content-length', 'responseContentLength'],
    'user_agent': ['user-agent', 'userAgent'],
    'user_name': ['user'],
    'zone': ['zone'],
    'is_ended': ['request-ended', 'requestEnded'],
    'kind': ['type'],
}) %}
{%- set log = spelled.log %}
{%- set fields = dict(
    spelled.fields, secret_token='security-token', secret_json_token='securityToken', secret_api_key='api-key'
) %}

{%- set occurred_at %}
coalesce(
    {{ api_call_volume.timestamp_from_text('log_written_at_1') }},
    {{ api_call_volume.timestamp_from_text('log_written_at_2') }},
    {{ api_call_volume.timestamp_from_epoch(log.written_at, 'ms') }}
)
{%- endset %}
{#- A client may set the transaction's id. -#}
{%- set call_identity = api_call_volume.joined_text([log.transaction, log.written_at, log.api, log.http_method, log.uri]) %}
{%- set requested_path = api_call_volume.regexp_replace_all(log.uri, '[?#].*$', '') %}
{%- set context_length = '(length(' ~ requested_path ~ ') - length(' ~ log.path ~ '))' %}

{% call api_call_volume.staged_log_records('gravitee', fields) %}

    ---------- ids: requests without a plan belong to the application `1`
    case
        when {{ api_call_volume.identifier(log.request_id) }} is not null then {{ log.request_id }}
        when {{ api_call_volume.identifier(log.transaction) }} is not null then {{ dbt.hash('(' ~ call_identity ~ ')') }}
    end as event_id,
    nullif({{ log.application }}, '1') as account_id,
    nullif({{ log.application }}, '1') as integration_id,
    {{ log.user_name }} as user_id,
    {{ api_call_volume.hashed('coalesce(secret_token, secret_json_token, secret_api_key)') }} as credential_id,

    ---------- timestamps
    {{ occurred_at }} as occurred_at,
    {{ log.written_at }} is not null as has_occurred_at,

    ---------- what was called, and how it went: methods have numbers in documents of Elasticsearch
    case {{ log.http_method }}
        when '1' then 'CONNECT'
        when '2' then 'DELETE'
        when '3' then 'GET'
        when '4' then 'HEAD'
        when '5' then 'OPTIONS'
        when '6' then 'PATCH'
        when '7' then 'POST'
        when '8' then 'PUT'
        when '9' then 'TRACE'
        else {{ api_call_volume.regexp_replace_all(log.http_method, '^[0-9]+$', '') }}
    end as http_request_method,
    -- a mapped path does not have the path of its API
    case
        when {{ log.mapped_path }} <> '' and substr({{ requested_path }}, {{ context_length }} + 1) = {{ log.path }}
            then substr({{ requested_path }}, 1, {{ context_length }}) || {{ log.mapped_path }}
        when {{ log.mapped_path }} <> '' then {{ log.mapped_path }}
    end as http_route,
    {{ log.uri }} as url_path,
    {{ api_call_volume.number_from_text(log.status) }} as http_response_status_code,
    {{ api_call_volume.number_from_text(log.duration) }} as duration_ms,
    {{ api_call_volume.number_from_text(log.request_size) }} as request_bytes,
    {{ api_call_volume.number_from_text(log.response_size) }} as response_bytes,
    {{ log.zone }} as region,
    {{ log.user_agent }} as user_agent_original,

    ---------- is it a call: other reports are of logs, messages, health and nodes, and of a stream before it ends
    coalesce({{ log.kind }}, 'request') in ('request', 'v4-metrics')
    and coalesce({{ log.uri }}, {{ log.http_method }}, {{ log.status }}) is not null
    and coalesce({{ log.is_ended }}, 'true') <> 'false' as is_api_call,
    coalesce({{ log.request_id }}, {{ log.transaction }}, {{ log.api }}) is not null as is_of_format,

{% endcall %}
