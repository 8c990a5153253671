{{ config(
    enabled=api_call_volume.is_declared_format('kong'),
    unique_key=['source_name', api_call_volume.landed_hour()]
) }}

{%- set fields = {
    'log_request_id': 'request.id',
    'log_started_at': 'started_at',
    'log_consumer_id': 'consumer.id',
    'log_consumer_username': 'consumer.username',
    'log_consumer_custom_id': 'consumer.custom_id',
    'log_credential_id': 'authenticated_entity.id',
    'log_method': 'request.method',
    'log_uri': 'request.uri',
    'log_status': 'response.status',
    'log_latency_ms': 'latencies.request',
    'log_request_size': 'request.size',
    'log_response_size': 'response.size',
    'log_user_agent': 'request.headers.user-agent',
} %}

{% set hours = api_call_volume.landed_hours_to_read('kong') %}

{% for source in api_call_volume.api_call_sources('kong') %}
{{- 'union all' if not loop.first }}

select * from (

    with

    landed as (

        {{ api_call_volume.landed_rows(source, hours) }}

    ),

    records as (

        {{ api_call_volume.json_array_elements('landed') }}

    ),

    fields as (

        {{ api_call_volume.json_fields('records', 'element', fields) }}

    ),

    api_calls as (

        select
            *,

            ---------- ids
            log_request_id as event_id,
            coalesce(nullif(log_consumer_custom_id, ''), nullif(log_consumer_username, ''), log_consumer_id) as account_id,
            coalesce(nullif(log_consumer_username, ''), log_consumer_id) as integration_id,
            cast(null as {{ dbt.type_string() }}) as user_id,
            log_credential_id as credential_id,

            ---------- timestamps
            {{ api_call_volume.timestamp_from_epoch_ms(api_call_volume.number_from_text('log_started_at')) }} as occurred_at,
            log_started_at is not null as has_occurred_at,

            ---------- what was called, and how it went
            log_method as http_request_method,
            cast(null as {{ dbt.type_string() }}) as http_route,
            log_uri as url_path,
            {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
            -- nginx, which Kong is made of, logs 499 where the client left before there was a response
            case when log_status = '499' then 'aborted' end as outcome,
            {{ api_call_volume.number_from_text('log_latency_ms') }} as duration_ms,
            {{ api_call_volume.number_from_text('log_request_size') }} as request_bytes,
            {{ api_call_volume.number_from_text('log_response_size') }} as response_bytes,
            cast(null as {{ dbt.type_string() }}) as region,
            log_user_agent as user_agent_original,
            cast(null as {{ dbt.type_string() }}) as api_version,
            cast(null as {{ api_call_volume.type_double() }}) as call_count,

            ---------- can it be read, and is it a call
            case when not record_is_readable then 'record_not_json' end as reject_reason,
            true as is_api_call
        from fields

    ),

    {{ api_call_volume.canonical_api_calls(
        source, 'api_calls', record='element', landed_rows='case when element_number = 1 then 1 else 0 end'
    ) }}

) as source_{{ loop.index }}
{% endfor %}

{{ api_call_volume.replaced_landed_hours(hours) }}
