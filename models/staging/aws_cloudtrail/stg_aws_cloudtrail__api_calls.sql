{{ config(
    enabled=api_call_volume.is_declared_format('aws_cloudtrail'),
    unique_key=['source_name', api_call_volume.landed_hour()]
) }}

{%- set fields = {
    'log_shared_event_id': 'sharedEventID',
    'log_event_id': 'eventID',
    'log_event_time': 'eventTime',
    'log_event_type': 'eventType',
    'log_event_source': 'eventSource',
    'log_event_name': 'eventName',
    'log_error_code': 'errorCode',
    'log_recipient_account_id': 'recipientAccountId',
    'log_identity_account_id': 'userIdentity.accountId',
    'log_identity_arn': 'userIdentity.arn',
    'log_identity_invoked_by': 'userIdentity.invokedBy',
    'log_identity_principal_id': 'userIdentity.principalId',
    'log_identity_access_key_id': 'userIdentity.accessKeyId',
    'log_region': 'awsRegion',
    'log_user_agent': 'userAgent',
    'log_api_version': 'apiVersion',
} %}

{% set hours = api_call_volume.landed_hours_to_read('aws_cloudtrail') %}

{% for source in api_call_volume.api_call_sources('aws_cloudtrail') %}
{{- 'union all' if not loop.first }}

select * from (

    with

    landed as (

        {{ api_call_volume.landed_rows(source, hours) }}

    ),

    fields as (

        {{ api_call_volume.json_fields('landed', 'record', fields) }}

    ),

    api_calls as (

        select
            *,

            ---------- ids
            coalesce(log_shared_event_id, log_event_id) as event_id,
            coalesce(log_recipient_account_id, log_identity_account_id) as account_id,
            coalesce(log_identity_arn, log_identity_invoked_by) as integration_id,
            log_identity_principal_id as user_id,
            log_identity_access_key_id as credential_id,

            ---------- timestamps
            {{ api_call_volume.timestamp_from_text('log_event_time') }} as occurred_at,
            log_event_time is not null as has_occurred_at,

            ---------- what was called, and how it went: AWS names an error, and gives no HTTP status
            cast(null as {{ dbt.type_string() }}) as http_request_method,
            log_event_source || '/' || log_event_name as http_route,
            cast(null as {{ dbt.type_string() }}) as url_path,
            cast(null as {{ dbt.type_int() }}) as http_response_status_code,
            case
                when coalesce(log_error_code, '') = '' then 'success'
                when
                    lower(log_error_code) like '%throttl%'
                    or log_error_code in (
                        'RequestLimitExceeded', 'Client.RequestLimitExceeded', 'TooManyRequestsException', 'SlowDown',
                        'PriorRequestNotComplete', 'ProvisionedThroughputExceededException', 'BandwidthLimitExceeded'
                    )
                    then 'rate_limited'
                when
                    lower(log_error_code) like '%accessdenied%'
                    or lower(log_error_code) like '%unauthorized%'
                    or lower(log_error_code) like '%expiredtoken%'
                    or log_error_code in (
                        'AuthFailure', 'Client.AuthFailure', 'InvalidClientTokenId', 'UnrecognizedClientException',
                        'SignatureDoesNotMatch', 'NotAuthorizedException', 'InvalidAccessKeyId'
                    )
                    then 'auth_failed'
                when
                    log_error_code like 'Server.%'
                    or log_error_code in (
                        'InternalFailure', 'InternalError', 'InternalServerError', 'InternalServerException',
                        'ServiceUnavailable', 'ServiceUnavailableException', 'Unavailable'
                    )
                    then 'server_error'
                else 'client_error'
            end as outcome,
            cast(null as {{ api_call_volume.type_double() }}) as duration_ms,
            cast(null as {{ dbt.type_bigint() }}) as request_bytes,
            cast(null as {{ dbt.type_bigint() }}) as response_bytes,
            log_region as region,
            log_user_agent as user_agent_original,
            log_api_version as api_version,
            cast(null as {{ api_call_volume.type_double() }}) as call_count,

            ---------- can it be read, and is it a call
            case when not record_is_readable then 'record_not_json' end as reject_reason,
            not record_is_readable or coalesce(log_event_type, '') = 'AwsApiCall' as is_api_call
        from fields

    ),

    {{ api_call_volume.canonical_api_calls(source, 'api_calls') }}

) as source_{{ loop.index }}
{% endfor %}

{{ api_call_volume.replaced_landed_hours(hours) }}
