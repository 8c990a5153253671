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

{% call api_call_volume.staged_log_records('aws_cloudtrail', fields, batch_keys=['Records']) %}

    ---------- ids
    {{ api_call_volume.identifier(['log_shared_event_id', 'log_event_id']) }} as event_id,
    -- a call to another account is delivered to both accounts
    {{ api_call_volume.identifier(['log_identity_account_id', 'log_recipient_account_id']) }} as account_id,
    {{ api_call_volume.identifier(['log_identity_arn', 'log_identity_invoked_by']) }} as integration_id,
    log_identity_principal_id as user_id,
    log_identity_access_key_id as credential_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_text('log_event_time') }} as occurred_at,
    log_event_time is not null as has_occurred_at,

    ---------- what was called, and how it went: AWS names an error, and gives no HTTP status
    log_event_source || '/' || log_event_name as http_route,
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
            or lower(log_error_code) like '%forbidden%'
            or lower(log_error_code) like '%authorizationerror%'
            or log_error_code in (
                'AuthFailure', 'Client.AuthFailure', 'InvalidClientTokenId', 'UnrecognizedClientException',
                'SignatureDoesNotMatch', 'NotAuthorizedException', 'InvalidAccessKeyId', 'MissingAuthenticationToken',
                'MissingAuthenticationTokenException', 'OptInRequired', 'InvalidSignatureException', 'RequestTimeTooSkewed'
            )
            then 'auth_failed'
        when
            log_error_code like 'Server.%'
            or log_error_code like '%InternalException'
            or log_error_code like '%InternalFailure'
            or log_error_code like '%InternalError'
            or log_error_code like '%InternalErrorException'
            or log_error_code like '%InternalServerError'
            or log_error_code like '%InternalServiceError'
            or log_error_code like '%ServerException'
            or log_error_code like '%ServiceException'
            or log_error_code in ('ServiceUnavailable', 'ServiceUnavailableException', 'Unavailable')
            then 'server_error'
        else 'client_error'
    end as outcome,
    log_region as region,
    log_user_agent as user_agent_original,
    log_api_version as api_version,

    ---------- is it a call: console sign-ins, insights and the like are not
    coalesce(log_event_type, '') = 'AwsApiCall' as is_api_call,
    log_event_type is not null as is_of_format,

{% endcall %}
