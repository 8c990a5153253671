{%- set fields = {
    'log_timestamp': 'timestamp',
    'log_method': 'request_method',
    'log_url': 'url',
    'log_user_agent': 'request_user_agent',
    'log_status': 'response_status',
    'log_body_size': 'response_body_size',
    'log_is_edge': 'fastly_is_edge',
} %}

{#- The default of text formats, `%h %l %u %t "%r" %>s %b`. -#}
{%- set line = '$_ $_ $log_user [$log_time] "$log_request" $log_status $log_body_size' %}

{% call api_call_volume.staged_log_records('fastly', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- ids
    nullif(log_user, '""') as account_id,

    ---------- timestamps: when the request began
    coalesce(
        {{ api_call_volume.timestamp_from_text('log_timestamp') }},
        {{ api_call_volume.timestamp_from_clf('log_time') }}
    ) as occurred_at,
    coalesce(log_timestamp, log_time) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_method, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    coalesce(log_url, {{ api_call_volume.request_line_part('log_request', 'target') }}) as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    {{ api_call_volume.number_from_text('log_body_size') }} as response_bytes,
    log_user_agent as user_agent_original,

    ---------- is it a call: with shielding, one that missed the cache is logged at the shield, too
    coalesce(lower(log_is_edge), 'true') not in ('false', '0') as is_api_call,
    coalesce(log_status, log_method, log_url) is not null as is_of_format,

{% endcall %}
