{%- set fields = {
    'log_date': 'date',
    'log_time': 'time',
    'log_method': 'cs-method',
    'log_uri_stem': 'cs-uri-stem',
    'log_username': 'cs-username',
    'log_user_agent': ['cs(User-Agent)'],
    'log_sc_status': 'sc-status',
    'log_sc_bytes': 'sc-bytes',
    'log_cs_bytes': 'cs-bytes',
    'log_time_taken': 'time-taken',
} %}

{#- The default fields of IIS, with or without the referer (since IIS 8) and the bytes; nothing may follow. -#}
{%- set line_fields = [
    'log_date',
    'log_time',
    'log_method',
    'log_uri_stem',
    'log_username',
    'log_user_agent',
    'log_sc_status',
    'log_sc_bytes',
    'log_cs_bytes',
    'log_time_taken',
] %}
{%- set word = ' [^ ]+' %}
{%- set line_pattern = (
    '^([0-9-]+) ([0-9:.]+)' ~ word ~ ' ([A-Za-z_-]+) ([^ ]+)' ~ word * 2 ~ ' ([^ ]+)' ~ word ~ ' ([^ ]+)(?: (?:-|[A-Za-z][^ ]*))? '
    ~ '([1-9][0-9][0-9]) [0-9]+ [0-9]+(?: ([0-9]+) ([0-9]+))? ([0-9]+) *$'
) %}

{% call api_call_volume.staged_log_records(
    'iis',
    fields,
    lines={'fields': line_fields, 'pattern': line_pattern, 'comment': '#'},
    absent='-'
) %}

    ---------- ids
    log_username as account_id,

    ---------- timestamps, in UTC
    {{ api_call_volume.timestamp_from_text("(log_date || 'T' || log_time)") }} as occurred_at,
    coalesce(log_date, log_time) is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    log_uri_stem as url_path,
    {{ api_call_volume.number_from_text('log_sc_status') }} as http_response_status_code,
    {{ api_call_volume.number_from_text('log_time_taken') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_cs_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_sc_bytes') }} as response_bytes,
    replace(log_user_agent, '+', ' ') as user_agent_original,

{% endcall %}
