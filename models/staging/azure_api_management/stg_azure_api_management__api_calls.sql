{#- Each field by its name in the Log Analytics table, and by its name in the record of a diagnostic setting. -#}
{%- set fields = {
    'log_correlation_id': 'CorrelationId',
    'log_record_correlation_id': 'correlationId',
    'log_time_generated': 'TimeGenerated',
    'log_record_time': 'time',
    'log_user_id': 'UserId',
    'log_record_user_id': 'properties.userId',
    'log_apim_subscription_id': 'ApimSubscriptionId',
    'log_record_apim_subscription_id': 'properties.apimSubscriptionId',
    'log_method': 'Method',
    'log_record_method': 'properties.method',
    'log_api_id': 'ApiId',
    'log_record_api_id': 'properties.apiId',
    'log_operation_id': 'OperationId',
    'log_record_operation_id': 'properties.operationId',
    'log_response_code': 'ResponseCode',
    'log_record_response_code': 'properties.responseCode',
    'log_total_time': 'TotalTime',
    'log_record_duration_ms': 'durationMs',
    'log_request_size': 'RequestSize',
    'log_record_request_size': 'properties.requestSize',
    'log_response_size': 'ResponseSize',
    'log_record_response_size': 'properties.responseSize',
    'log_region': 'Region',
    'log_record_location': 'location',
    'log_api_revision': 'ApiRevision',
    'log_record_api_revision': 'properties.apiRevision',
    'log_category': 'Category',
    'log_record_category': 'category',
    'log_metric_name': 'metricName',
    'log_operation_name': 'operationName',
} %}

{%- set subscription_ids = ['log_apim_subscription_id', 'log_record_apim_subscription_id'] %}

{% call api_call_volume.staged_log_records('azure_api_management', fields, batch_keys=['records'], record=api_call_volume.azure_record()) %}

    ---------- ids
    {{ api_call_volume.identifier(['log_correlation_id', 'log_record_correlation_id']) }} as event_id,
    {{ api_call_volume.identifier(['log_user_id', 'log_record_user_id'] + subscription_ids) }} as account_id,
    {{ api_call_volume.identifier(subscription_ids) }} as integration_id,
    {{ api_call_volume.identifier(subscription_ids) }} as credential_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_text('coalesce(log_time_generated, log_record_time)') }} as occurred_at,
    coalesce(log_time_generated, log_record_time) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_method, log_record_method) as http_request_method,
    coalesce(log_api_id, log_record_api_id)
    || '/' || coalesce(nullif(log_operation_id, ''), nullif(log_record_operation_id, '')) as http_route,
    {{ api_call_volume.number_from_text('coalesce(log_response_code, log_record_response_code)') }} as http_response_status_code,
    {{ api_call_volume.number_from_text('coalesce(log_total_time, log_record_duration_ms)') }} as duration_ms,
    {{ api_call_volume.number_from_text('coalesce(log_request_size, log_record_request_size)') }} as request_bytes,
    {{ api_call_volume.number_from_text('coalesce(log_response_size, log_record_response_size)') }} as response_bytes,
    coalesce(log_region, log_record_location) as region,
    coalesce(log_api_revision, log_record_api_revision) as api_version,

    ---------- is it a call: other logs and the metrics of the service go to the same place
    coalesce(log_category, log_record_category, 'GatewayLogs') = 'GatewayLogs' and log_metric_name is null as is_api_call,
    coalesce(
        log_correlation_id, log_record_correlation_id, log_method, log_record_method, log_response_code, log_record_response_code,
        log_metric_name
    ) is not null
    -- all of Azure's logs have the name of an operation, and all rows of a table TimeGenerated
    or (
        coalesce(log_category, log_record_category) is not null and coalesce(log_operation_name, log_time_generated) is not null
    ) as is_of_format,

{% endcall %}
