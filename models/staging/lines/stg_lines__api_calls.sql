{#- A request id may be the client's, or that of all sub-requests of a request. -#}
{%- set line_identity = api_call_volume.joined_text([
    'log_request_id', 'log_started_at', 'log_ended_at', 'log_request', 'log_http_request_method', 'log_url_path',
    'log_http_response_status_code', 'log_duration_s', 'log_duration_ms', 'log_duration_us'
]) %}
{%- set milliseconds %}
coalesce(
    {{ api_call_volume.number_from_text('log_duration_ms') }},
    {{ api_call_volume.number_from_text('log_duration_us') }} / 1e3,
    {{ api_call_volume.number_from_text('log_duration_s') }} * 1e3
)
{%- endset %}
{%- set ended_at %}
coalesce(
    {{ api_call_volume.timestamp_from_epoch('log_ended_at', 'any') }},
    {{ api_call_volume.timestamp_from_clf('log_ended_at') }}
)
{%- endset %}
{%- set path = 'coalesce(log_url_path, ' ~ api_call_volume.request_line_part('log_request', 'target') ~ ')' %}
{#- Of a gRPC call, in the trailers, or in the headers where there was nothing but a failure. -#}
{%- set grpc_status = "coalesce(nullif(nullif(log_grpc_status, ''), '\"\"'), nullif(nullif(log_grpc_header, ''), '\"\"'))" %}
{%- set measures = {} %}
{%- for measure in api_call_volume.call_measures() %}
    {%- do measures.update({measure: 'log_' ~ measure}) %}
{%- endfor %}

{% call api_call_volume.staged_log_records('lines', {}, lines={'fields': api_call_volume.line_pattern_fields()}, absent='-') %}

    ---------- ids
    coalesce(
        {{ api_call_volume.identifier('log_event_id') }},
        case when {{ api_call_volume.identifier('log_request_id') }} is not null then {{ dbt.hash('(' ~ line_identity ~ ')') }} end
    ) as event_id,
    nullif(log_account_id, '""') as account_id,
    log_integration_id as integration_id,
    log_user_id as user_id,
    {{ api_call_volume.hashed('secret_credential_id') }} as credential_id,

    ---------- timestamps: nginx logs when a request ends, Apache and Envoy when it begins
    coalesce(
        {{ api_call_volume.timestamp_from_epoch('log_started_at', 'any') }},
        {{ api_call_volume.timestamp_from_clf('log_started_at') }},
        {{ api_call_volume.started_before(ended_at, '(' ~ milliseconds ~ ' / 1e3)') }}
    ) as occurred_at,
    coalesce(log_started_at, log_ended_at) is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(log_http_request_method, {{ api_call_volume.request_line_part('log_request', 'method') }}) as http_request_method,
    case
        when log_http_route is not null then log_http_route
        when {{ grpc_status }} is not null
            then {{ api_call_volume.grpc_route(path) }}
    end as http_route,
    {{ api_call_volume.path_with_operation(path, "nullif(nullif(log_operation, ''), '\"\"')") }} as url_path,
    {{ api_call_volume.number_from_text('log_http_response_status_code') }} as http_response_status_code,
    -- nginx: the client left before there was a response
    coalesce(
        log_outcome,
        case when log_http_response_status_code = '499' then 'aborted' else {{ api_call_volume.outcome_of_grpc_status(grpc_status) }} end
    ) as outcome,
    {{ milliseconds }} as duration_ms,
    {{ api_call_volume.number_from_text('log_request_bytes') }} as request_bytes,
    coalesce(
        {{ api_call_volume.number_from_text('log_response_bytes') }},
        {{ api_call_volume.number_from_text('log_body_bytes') }}
    ) as response_bytes,
    log_region as region,
    log_user_agent_original as user_agent_original,
    log_api_version as api_version,
    {{ api_call_volume.measured_numbers(measures) }}

{% endcall %}
