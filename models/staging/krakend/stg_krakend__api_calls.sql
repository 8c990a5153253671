{%- set fields = {
    'log_ended_at': 'time',
    'log_status': 'status_code',
    'log_latency': 'latency',
    'log_method': 'method',
    'log_path': 'path',
} %}
{#- What a terminal reads as a colour, before and after the status, the latency and the method. -#}
{%- set colour = ' *(?:[^ |]*\\[[0-9;]*m)? *' %}
{#- The lines of the Enterprise edition, and those of the router, which both editions write where nothing else is configured. -#}
{%- set line = {
    'fields': ['log_ended_at', 'log_status', 'log_line_latency', 'log_method', 'log_quoted_path', 'log_path'],
    'pattern': (
        '^(?:[^"|{]* )?([0-9]{4}/[0-9]{2}/[0-9]{2} - [0-9:.]+)(?: \\[AccessLog\\])? *[|]' ~ colour ~ '([0-9]+)' ~ colour
        ~ '[|]' ~ colour ~ '([^| ]+)' ~ colour ~ '[|] *[^| ]* *[|]' ~ colour ~ '([A-Z-]+)' ~ colour ~ ' (?:"([^"]+)|([^" ]+))'
    ),
} %}

{%- set ended_at = api_call_volume.timestamp_from_text(
    api_call_volume.regexp_replace_all('log_ended_at', '^([0-9]{4})/([0-9]{2})/([0-9]{2}) - ', '\\1-\\2-\\3T')
) %}
{#- Durations of Go have a unit, and hours and minutes first. A number alone is one of seconds in JSON, of milliseconds in a line. -#}
{%- set latency = 'coalesce(log_latency, log_line_latency)' %}
{%- set amount = api_call_volume.number_from_text(api_call_volume.regexp_replace_all(latency, '^.*[hm]([0-9])|[^0-9.]+$', '\\1')) %}
{%- set minutes = api_call_volume.number_from_text(api_call_volume.regexp_replace_all(latency, '^[0-9]+h|m[0-9.]+s$', '')) %}
{%- set hours = api_call_volume.number_from_text(api_call_volume.regexp_replace_all(latency, 'h[0-9]+m[0-9.]+s$', '')) %}
{%- set duration_ms %}
(
    case
        when {{ latency }} like '%ns' then {{ amount }} / 1e6
        when {{ latency }} like '%ms' then {{ amount }}
        when {{ api_call_volume.regexp_matches_text(latency, '^[0-9]+m[0-9.]+s$') }} then {{ minutes }} * 60000 + {{ amount }} * 1000
        when {{ api_call_volume.regexp_matches_text(latency, '^[0-9]+h[0-9]+m[0-9.]+s$') }}
            then {{ hours }} * 3600000 + {{ minutes }} * 60000 + {{ amount }} * 1000
        when {{ api_call_volume.regexp_matches_text(latency, '^[0-9.]+s$') }} then {{ amount }} * 1000
        when {{ api_call_volume.regexp_matches_text(latency, '^[0-9.]+[^0-9.a-z]+s$|^[0-9.]+us$') }} then {{ amount }} / 1e3
        when log_latency is not null then {{ api_call_volume.number_from_text('log_latency') }} * 1000
        else {{ api_call_volume.number_from_text('log_line_latency') }}
    end
)
{%- endset %}

{% call api_call_volume.staged_log_records('krakend', fields, lines=line) %}

    ---------- timestamps: a line is written when the response has been sent
    {{ api_call_volume.started_before(ended_at, '(' ~ duration_ms ~ ' / 1e3)') }} as occurred_at,
    log_ended_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    log_method as http_request_method,
    coalesce(log_path, log_quoted_path) as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    {{ duration_ms }} as duration_ms,

    ---------- every line of the access log is a call
    coalesce(log_status, log_method) is not null as is_of_format,

{% endcall %}
