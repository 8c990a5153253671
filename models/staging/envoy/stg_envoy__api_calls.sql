{%- set fields = {
    'log_request_id_header': 'x-request-id',
    'log_x_request_id': 'x_request_id',
    'log_request_id': 'request_id',
    'log_start_time': 'start_time',
    'log_method_header': ':method',
    'log_method': 'method',
    'log_route_name': 'route_name',
    'log_original_path_header': 'x-envoy-original-path',
    'log_path_header': ':path',
    'log_path': 'path',
    'log_response_code': 'response_code',
    'log_response_flags': 'response_flags',
    'log_grpc_status': 'grpc_status',
    'log_grpc_status_header': 'grpc-status',
    'log_grpc_status_number': 'grpc_status_number',
    'log_operation': 'x-apollo-operation-name',
    'log_duration': 'duration',
    'log_bytes_received': 'bytes_received',
    'log_bytes_sent': 'bytes_sent',
    'log_user_agent_header': 'user-agent',
    'log_user_agent': 'user_agent',
} %}

{#- What Envoy AI Gateway's documentation logs, where the project has measures of it. -#}
{%- set measures = {
    'input_tokens': 'log_input_tokens',
    'output_tokens': 'log_output_tokens',
    'total_tokens': 'log_total_tokens',
} %}
{%- set reads_usage = measures | select('in', api_call_volume.call_measures()) | list | length > 0 %}
{%- if reads_usage %}
    {%- do fields.update({
        'log_provider': ['gen_ai.provider.name'],
        'log_model': ['gen_ai.request.model'],
        'log_input_tokens': ['gen_ai.usage.input_tokens'],
        'log_output_tokens': ['gen_ai.usage.output_tokens'],
        'log_total_tokens': ['gen_ai.usage.total_tokens'],
    }) %}
{%- endif %}

{#- Envoy's default, and Istio's, which has the details between the flags and the sizes, and more at the end. -#}
{%- set line = (
    '[$log_start_time] "$log_request" $log_response_code $log_response_flags{?{? $_ $_?}{? "$_"?} "$_"?} $log_bytes_received '
    ~ '$log_bytes_sent $log_duration $_ "$_" "$log_user_agent" "$log_request_id" "$_" "$_"{? $_ $_ $_ $_ $_ $log_route_name?}'
) %}

{%- set method -%}
coalesce(log_method_header, log_method, {{ api_call_volume.request_line_part('log_request', 'method') }})
{%- endset %}
{%- set path -%}
coalesce(log_original_path_header, log_path_header, log_path, {{ api_call_volume.request_line_part('log_request', 'target') }})
{%- endset %}
{%- set grpc_status = 'coalesce(log_grpc_status, log_grpc_status_header, log_grpc_status_number)' %}
{#- A service that passes the header on makes further calls with the same id. -#}
{%- set request_id = api_call_volume.identifier(['log_request_id_header', 'log_x_request_id', 'log_request_id']) %}
{%- set line_identity = api_call_volume.joined_text(
    [request_id, 'log_start_time', method, path, 'log_response_code', 'log_response_flags', 'log_duration']
) %}
{%- set flags = "',' || log_response_flags || ','" %}

{% call api_call_volume.staged_log_records('envoy', fields, lines=api_call_volume.line_regexp(line), absent='-') %}

    ---------- ids
    case when {{ request_id }} is not null then {{ dbt.hash('(' ~ line_identity ~ ')') }} end as event_id,

    ---------- timestamps: the format of START_TIME is the user's choice
    {{ api_call_volume.timestamp_from_epoch('log_start_time', 'any') }} as occurred_at,
    log_start_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    {{ method }} as http_request_method,
    -- Istio's name for every route without one
    coalesce(
        {{ "'/' || coalesce(log_provider || '/', '') || log_model," if reads_usage }}
        nullif(log_route_name, 'default'), case when {{ grpc_status }} is not null then {{ api_call_volume.grpc_route(path) }} end
    ) as http_route,
    {{ api_call_volume.path_with_operation(path, 'log_operation') }} as url_path,
    {{ api_call_volume.number_from_text('log_response_code') }} as http_response_status_code,
    case
        when {{ flags }} like '%,RL,%' or {{ flags }} like '%,RateLimited,%' then 'rate_limited'
        when {{ flags }} like '%,UAEX,%' or {{ flags }} like '%,UnauthorizedExternalService,%' then 'auth_failed'
        when {{ flags }} like '%,DC,%' or {{ flags }} like '%,DownstreamConnectionTermination,%' then 'aborted'
        when {{ flags }} like '%,DR,%' or {{ flags }} like '%,DownstreamRemoteReset,%' then 'aborted'
        else {{ api_call_volume.outcome_of_grpc_status(grpc_status) }}
    end as outcome,
    {{ api_call_volume.number_from_text('log_duration') }} as duration_ms,
    {{ api_call_volume.number_from_text('log_bytes_received') }} as request_bytes,
    {{ api_call_volume.number_from_text('log_bytes_sent') }} as response_bytes,
    coalesce(log_user_agent_header, log_user_agent) as user_agent_original,
    {{ api_call_volume.measured_numbers(measures) }}

    ---------- is it a call: a TCP connection, logged in the same format, is not
    not (coalesce(log_response_code, '') = '0' and {{ method }} is null and {{ path }} is null) as is_api_call,

{% endcall %}
