{%- set fields = {
    'log_time': 'time',
    'log_timestamp': 'timestamp',
    'log_request_creation_time': 'request_creation_time',
    'log_request_processing_time': 'request_processing_time',
    'log_target_processing_time': 'target_processing_time',
    'log_response_processing_time': 'response_processing_time',
    'log_elb_status_code': 'elb_status_code',
    'log_received_bytes': 'received_bytes',
    'log_sent_bytes': 'sent_bytes',
    'log_request': 'request',
    'log_request_verb': 'request_verb',
    'log_request_url': 'request_url',
    'log_user_agent': 'user_agent',
    'log_target_group_arn': 'target_group_arn',
} %}

{#-
    Fields have been added to the end of the line over the years: a line may end anywhere after the request line, and
    further fields may follow the last one here.
-#}
{%- set line_fields = [
    'log_time',
    'log_request_processing_time',
    'log_target_processing_time',
    'log_response_processing_time',
    'log_elb_status_code',
    'log_received_bytes',
    'log_sent_bytes',
    'log_request',
    'log_user_agent',
    'log_target_group_arn',
    'log_request_creation_time',
] %}
{%- set word = '[^ ]+' %}
{%- set number = '([0-9.-]+)' %}
{%- set quoted = '"(?:[^"\\\\]|\\\\.)*"' %}
{%- set quoted_group = '"((?:[^"\\\\]|\\\\.)*)"' %}
{%- set line_pattern = (
    '^' ~ word ~ ' (' ~ word ~ ')' ~ (' ' ~ word) * 3 ~ (' ' ~ number) * 4 ~ ' ' ~ word ~ (' ' ~ number) * 2 ~ ' ' ~ quoted_group
    ~ '(?: ' ~ quoted_group ~ '(?:' ~ (' ' ~ word) * 2 ~ ' (' ~ word ~ ')' ~ '(?:' ~ (' ' ~ quoted) * 3 ~ ' ' ~ word
    ~ ' (' ~ word ~ '))?)?)?'
) %}

{%- set request_seconds = api_call_volume.number_from_text('log_request_processing_time') %}
{%- set target_seconds = api_call_volume.number_from_text('log_target_processing_time') %}
{%- set response_seconds = api_call_volume.number_from_text('log_response_processing_time') %}
{%- set seconds %}
case
    when {{ request_seconds }} >= 0 and {{ target_seconds }} >= 0 and {{ response_seconds }} >= 0
        then {{ request_seconds }} + {{ target_seconds }} + {{ response_seconds }}
end
{%- endset %}
{%- set url %}coalesce(log_request_url, {{ api_call_volume.request_line_part('log_request', 'target') }}){% endset %}
{%- set ended_at = api_call_volume.timestamp_from_text('coalesce(log_time, log_timestamp)') %}

{% call api_call_volume.staged_log_records(
    'aws_alb',
    fields,
    lines={'fields': line_fields, 'pattern': line_pattern},
    absent='-'
) %}

    ---------- timestamps: `time` is when the response was ready; older lines have only that
    coalesce(
        {{ api_call_volume.timestamp_from_text('log_request_creation_time') }},
        {{ api_call_volume.started_before(ended_at, seconds) }}
    ) as occurred_at,
    coalesce(log_request_creation_time, log_time, log_timestamp) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_request_verb, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    {{ api_call_volume.grpc_route('(' ~ api_call_volume.requested_path(url) ~ ')', is_known=false) }} as http_route,
    {{ url }} as url_path,
    {{ api_call_volume.number_from_text('log_elb_status_code') }} as http_response_status_code,
    -- set by the load balancer: the client left before there was a response; the identity provider refused the user
    case log_elb_status_code when '460' then 'aborted' when '561' then 'auth_failed' end as outcome,
    ({{ seconds }}) * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_received_bytes') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_sent_bytes') }} as response_bytes,
    {{ api_call_volume.part_of_text('log_target_group_arn', "':'", 4) }} as region,
    log_user_agent as user_agent_original,

{% endcall %}
