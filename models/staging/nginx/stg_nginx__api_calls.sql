{%- set fields = {
    'log_request_id': 'request_id',
    'log_msec': 'msec',
    'log_time_iso8601': 'time_iso8601',
    'log_time_local': 'time_local',
    'log_time': 'time',
    'log_timestamp': 'timestamp',
    'log_remote_user': 'remote_user',
    'log_request': 'request',
    'log_request_method': 'request_method',
    'log_method': 'method',
    'log_request_uri': 'request_uri',
    'log_uri': 'uri',
    'log_path': 'path',
    'log_status': 'status',
    'log_request_time': 'request_time',
    'log_request_length': 'request_length',
    'log_bytes_sent': 'bytes_sent',
    'log_body_bytes_sent': 'body_bytes_sent',
    'log_http_user_agent': 'http_user_agent',
    'log_operation': 'http_x_apollo_operation_name',
    'log_grpc_status': 'grpc_status',
    'log_upstream_trailer_status': 'upstream_trailer_grpc_status',
    'log_sent_trailer_status': 'sent_trailer_grpc_status',
    'log_upstream_header_status': 'upstream_http_grpc_status',
    'log_sent_header_status': 'sent_http_grpc_status',
} %}

{%- set line_fields = [
    'secret_before_user',
    'log_remote_user',
    'log_time_local',
    'log_request',
    'log_status',
    'log_body_bytes_sent',
    'log_http_referer',
    'log_http_user_agent',
    'secret_after_user_agent',
    'log_request_length',
    'log_request_time',
    'log_request_id',
] %}

{#- All sub-requests of a request have its id, and are lines of their own with `log_subrequest on`. -#}
{%- set line_identity = api_call_volume.joined_text([
    'log_request_id', 'log_msec', 'coalesce(log_time_iso8601, log_time, log_timestamp)', 'log_time_local',
    'coalesce(log_request_method, log_method)', 'log_request', 'log_request_uri', 'coalesce(log_uri, log_path)', 'log_status',
    'log_request_time'
]) %}
{%- set request_seconds = api_call_volume.number_from_text('log_request_time') %}
{#- Keys that documentation gives them, besides the variables' own names. -#}
{%- set named_time = 'coalesce(log_time, log_timestamp)' %}
{%- set ended_at %}
coalesce(
    {{ api_call_volume.timestamp_from_epoch('log_msec', 's') }},
    {{ api_call_volume.timestamp_from_text('log_time_iso8601') }},
    {{ api_call_volume.timestamp_from_clf('log_time_local') }},
    {{ api_call_volume.timestamp_from_text('log_time_local') }},
    {{ api_call_volume.timestamp_from_text(named_time) }},
    {{ api_call_volume.timestamp_from_clf(named_time) }}
)
{%- endset %}

{#- Of a gRPC call, in the trailers, or in the headers where there was nothing but a failure. A variable without a value is empty. -#}
{%- set grpc_status %}
coalesce(
    nullif(log_grpc_status, ''), nullif(log_upstream_trailer_status, ''), nullif(log_sent_trailer_status, ''),
    nullif(log_upstream_header_status, ''), nullif(log_sent_header_status, '')
)
{%- endset %}
{%- set path = 'coalesce(log_request_uri, log_uri, log_path, ' ~ api_call_volume.request_line_part('log_request', 'target') ~ ')' %}

{% call api_call_volume.staged_log_records(
    'nginx',
    fields,
    lines={'fields': line_fields, 'pattern': api_call_volume.combined_log_pattern()},
    absent='-'
) %}

    ---------- ids
    case when {{ api_call_volume.identifier('log_request_id') }} is not null then {{ dbt.hash('(' ~ line_identity ~ ')') }} end as event_id,
    nullif(log_remote_user, '""') as account_id,

    ---------- timestamps: logged when the request ends
    {{ api_call_volume.started_before(ended_at, request_seconds) }} as occurred_at,
    coalesce(log_msec, log_time_iso8601, log_time_local, log_time, log_timestamp) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_request_method, log_method, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    case when {{ grpc_status }} is not null then {{ api_call_volume.grpc_route(path) }} end as http_route,
    {{ api_call_volume.path_with_operation(path, "nullif(log_operation, '')") }} as url_path,
    {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
    -- the client left before there was a response
    case when log_status = '499' then 'aborted' else {{ api_call_volume.outcome_of_grpc_status(grpc_status) }} end as outcome,
    {{ request_seconds }} * 1000 as duration_ms,
    {{ api_call_volume.number_from_text('log_request_length') }} as request_bytes,
    coalesce(
        {{ api_call_volume.number_from_text('log_bytes_sent') }},
        {{ api_call_volume.number_from_text('log_body_bytes_sent') }}
    ) as response_bytes,
    -- some lines have a field that is - before the referer
    case
        when log_http_referer is null and log_http_user_agent like 'http%://%' and secret_after_user_agent is not null
            then secret_after_user_agent
        else log_http_user_agent
    end as user_agent_original,

{% endcall %}
