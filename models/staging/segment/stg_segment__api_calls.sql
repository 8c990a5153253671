{%- set fields = {
    'log_message_id': 'messageId',
    'log_type': 'type',
    'log_event': 'event',
    'log_user_id': 'userId',
    'log_group_id': 'context.groupId',
    'log_timestamp': 'timestamp',
    'log_method': 'properties.method',
    'log_route': 'properties.route',
    'log_path': 'properties.path',
    'log_status': 'properties.status',
    'log_duration_ms': 'properties.duration_ms',
    'log_user_agent': 'context.userAgent',
} %}

{%- set status = api_call_volume.number_from_text('log_status') %}

{% call api_call_volume.staged_log_records('segment', fields, batch_keys=['batch']) %}

    ---------- ids
    log_message_id as event_id,
    log_group_id as account_id,
    log_user_id as user_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_text('log_timestamp') }} as occurred_at,
    log_timestamp is not null as has_occurred_at,

    ---------- what was called, and how it went: a track call without a status reports a call that was made
    log_method as http_request_method,
    coalesce(nullif(log_route, ''), case when coalesce(log_path, '') = '' then log_event end) as http_route,
    log_path as url_path,
    {{ status }} as http_response_status_code,
    case when {{ status }} is null then 'success' end as outcome,
    {{ api_call_volume.number_from_text('log_duration_ms') }} as duration_ms,
    log_user_agent as user_agent_original,

    ---------- is it a call: only track calls have an event; identify, group, page and the like are not calls
    coalesce(log_type, case when log_event is not null then 'track' end, '') = 'track' as is_api_call,
    log_event is not null
    or coalesce(log_type, '') in ('track', 'identify', 'group', 'page', 'screen', 'alias', 'delete') as is_of_format,

{% endcall %}
