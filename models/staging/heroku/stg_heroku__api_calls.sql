{#- What precedes the message of the router: a syslog header (RFC 5424, with or without its length), or what the CLI prints. -#}
{%- set line_fields = [
    'log_logged_at',
    'log_process',
    'log_at',
    'log_code',
    'log_method',
    'log_path',
    'log_request_id',
    'log_connect',
    'log_service',
    'log_status',
    'log_bytes',
] %}
{%- set line_pattern = (
    '^(?:[0-9]+ )?(?:<[0-9]+>[0-9]* )?([0-9-]+T[^ ]+) (?:[^ ]+ )?(?:heroku|app)(?: |\\[)([^] ]+)\\]?:?(?: -)*'
    ~ '(?:(?: sock=[a-z]+)? at=([a-z]+) (?:code=([A-Z0-9]+) )?(?:desc="[^"]*" )?method=([^ ]*) path="([^"]*)" host=[^ ]* '
    ~ 'request_id=([^ ]*) fwd=(?:"[^"]*"|[^ ]*) dyno=[^ ]* connect=([0-9]*)(?:ms)? service=([0-9]*)(?:ms)? status=([0-9]*) bytes=([0-9]*))?'
) %}

{%- set seconds = (
    '((' ~ api_call_volume.number_from_text('log_service') ~ ' + coalesce(' ~ api_call_volume.number_from_text('log_connect') ~ ', 0)) / 1e3)'
) %}
{%- set ended_at = api_call_volume.timestamp_from_text('log_logged_at') %}
{#- A client may set the request id. -#}
{%- set line_identity = api_call_volume.joined_text(
    ['log_request_id', 'log_logged_at', 'log_method', 'log_path', 'log_status', 'log_service']
) %}

{% call api_call_volume.staged_log_records('heroku', {}, lines={'fields': line_fields, 'pattern': line_pattern}) %}

    ---------- ids
    case when {{ api_call_volume.identifier('log_request_id') }} is not null then {{ dbt.hash('(' ~ line_identity ~ ')') }} end as event_id,

    ---------- timestamps: the router logs when the request ended
    {{ api_call_volume.started_before(ended_at, seconds) }} as occurred_at,
    log_logged_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_path as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- the client left: its connection was closed or idle
    case when log_code in ('H18', 'H27', 'H28') then 'aborted' end as outcome,
    {{ seconds }} * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_bytes') }} as response_bytes,

    ---------- is it a call: the drain of an app also has the lines of its dynos, and of the platform
    log_at is not null as is_api_call,
    (coalesce(log_process, '') <> 'router' or log_at is not null) as is_of_format,

{% endcall %}
