{%- set fields = {
    'log_time': 'time',
    'log_category': 'category',
    'log_operation_name': 'operationName',
    'log_tracking_reference': 'properties.trackingReference',
    'log_method': 'properties.httpMethod',
    'log_url': 'properties.requestUri',
    'log_status': 'properties.httpStatusCode',
    'log_time_taken': 'properties.timeTaken',
    'log_request_bytes': 'properties.requestBytes',
    'log_response_bytes': 'properties.responseBytes',
    'log_user_agent': 'properties.userAgent',
    'log_pop': 'properties.pop',
    'log_is_received_from_client': 'properties.isReceivedFromClient',
} %}

{%- set seconds = api_call_volume.number_from_text('log_time_taken') %}
{%- set ended_at = api_call_volume.plausible_timestamp(api_call_volume.timestamp_from_text('log_time')) %}

{% call api_call_volume.staged_log_records(
    'azure_front_door', fields, batch_keys=['records'], record=api_call_volume.azure_record()
) %}

    ---------- ids
    {{ api_call_volume.identifier('log_tracking_reference') }} as event_id,

    ---------- timestamps: the log has the end of the response
    {{ api_call_volume.started_before(ended_at, '(' ~ seconds ~ ')') }} as occurred_at,
    log_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_url as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    case log_status when '0' then 'server_error' when '499' then 'aborted' end as outcome,
    {{ seconds }} * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_request_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_response_bytes') }} as response_bytes,
    log_pop as region,
    log_user_agent as user_agent_original,

    ---------- is it a call: not a request from the edge to the origin shield, and not a record of another log
    lower(coalesce(log_category, 'FrontDoorAccessLog')) = 'frontdooraccesslog'
    and lower(coalesce(log_is_received_from_client, 'true')) <> 'false' as is_api_call,
    -- all of Azure's logs have the name of an operation
    coalesce(log_tracking_reference, log_method, log_status) is not null
    or (log_category is not null and log_operation_name is not null) as is_of_format,

{% endcall %}
