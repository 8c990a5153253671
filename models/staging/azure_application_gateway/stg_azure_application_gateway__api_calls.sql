{#- Each field by its name in the Log Analytics table, and by its name in the record of a diagnostic setting. -#}
{%- set fields = {
    'log_time_generated': 'TimeGenerated',
    'log_time_stamp': 'timeStamp',
    'log_time': 'time',
    'log_transaction_id': 'TransactionId',
    'log_record_transaction_id': 'properties.transactionId',
    'log_method': 'HttpMethod',
    'log_record_method': 'properties.httpMethod',
    'log_original_url': 'OriginalRequestUriWithArgs',
    'log_record_original_url': 'properties.originalRequestUriWithArgs',
    'log_url': 'RequestUri',
    'log_record_url': 'properties.requestUri',
    'log_status': 'HttpStatus',
    'log_record_status': 'properties.httpStatus',
    'log_time_taken': 'TimeTaken',
    'log_record_time_taken': 'properties.timeTaken',
    'log_received_bytes': 'ReceivedBytes',
    'log_record_received_bytes': 'properties.receivedBytes',
    'log_sent_bytes': 'SentBytes',
    'log_record_sent_bytes': 'properties.sentBytes',
    'log_user_agent': 'UserAgent',
    'log_record_user_agent': 'properties.userAgent',
    'log_category': 'category',
    'log_operation_name': 'operationName',
} %}

{%- set status = 'coalesce(log_status, log_record_status)' %}
{%- set time_taken = api_call_volume.number_from_text('coalesce(log_time_taken, log_record_time_taken)') %}

{% call api_call_volume.staged_log_records(
    'azure_application_gateway', fields, absent='-', batch_keys=['records'], record=api_call_volume.azure_record()
) %}

    ---------- ids
    {{ api_call_volume.identifier(['log_transaction_id', 'log_record_transaction_id']) }} as event_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_text('coalesce(log_time_generated, log_time_stamp, log_time)') }} as occurred_at,
    coalesce(log_time_generated, log_time_stamp, log_time) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_method, log_record_method) as http_request_method,
    coalesce(log_original_url, log_record_original_url, log_url, log_record_url) as url_path,
    {{ api_call_volume.number_from_text(status) }} as http_response_status_code,
    -- the gateway is built on nginx, which logs 499 where the client left before there was a response
    case when {{ status }} = '499' then 'aborted' end as outcome,
    -- in milliseconds by the first version, which has neither a timeStamp nor a transactionId
    {{ time_taken }}
    * case
        when coalesce(log_time_generated, log_time_stamp, log_record_transaction_id) is not null then 1000 else 1
    end as duration_ms,
    {{ api_call_volume.number_from_text('coalesce(log_received_bytes, log_record_received_bytes)') }} as request_bytes,
    {{ api_call_volume.number_from_text('coalesce(log_sent_bytes, log_record_sent_bytes)') }} as response_bytes,
    coalesce(log_user_agent, log_record_user_agent) as user_agent_original,

    ---------- is it a call: logs of the firewall and of performance go to the same place
    coalesce(log_category, 'ApplicationGatewayAccessLog') = 'ApplicationGatewayAccessLog' as is_api_call,
    -- all of Azure's logs have the name of an operation
    coalesce(log_method, log_record_method, {{ status }}) is not null
    or (log_category is not null and log_operation_name is not null) as is_of_format,

{% endcall %}
