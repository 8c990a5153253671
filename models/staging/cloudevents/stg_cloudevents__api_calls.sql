{%- set fields = {
    'log_spec_version': 'specversion',
    'log_source': 'source',
    'log_id': 'id',
    'log_subject': 'subject',
    'log_time': 'time',
    'log_method': 'data.method',
    'log_route': 'data.route',
    'log_path': 'data.path',
    'log_status': 'data.status',
    'log_duration_ms': 'data.duration_ms',
    'log_duration_seconds': 'data.duration_seconds',
    'log_region': 'data.region',
} %}

{%- set status = api_call_volume.number_from_text('log_status') %}

{% call api_call_volume.staged_log_records('cloudevents', fields) %}

    ---------- ids: the id is unique within its source
    case
        when {{ api_call_volume.identifier('log_id') }} is not null then {{ dbt.hash(api_call_volume.joined_text(['log_source', 'log_id'])) }}
    end as event_id,
    log_subject as account_id,

    ---------- timestamps: an event without a time is dated by its load
    case
        when log_time is null and coalesce(log_id, log_source) is not null then loaded_at
        else {{ api_call_volume.timestamp_from_text('log_time') }}
    end as occurred_at,
    log_time is not null as has_occurred_at,

    ---------- what was called, and how it went: an event without a status reports a call that was made
    log_method as http_request_method,
    log_route as http_route,
    log_path as url_path,
    {{ status }} as http_response_status_code,
    case when {{ status }} is null then 'success' end as outcome,
    coalesce(
        {{ api_call_volume.number_from_text('log_duration_ms') }},
        {{ api_call_volume.number_from_text('log_duration_seconds') }} * 1000
    ) as duration_ms,
    log_region as region,

    ---------- is it an event: each has an id and a source, but so has much else
    coalesce(log_id, log_source) is not null
    and coalesce(log_spec_version, log_subject, log_method, log_route, log_path, log_status) is not null as is_of_format,

{% endcall %}
