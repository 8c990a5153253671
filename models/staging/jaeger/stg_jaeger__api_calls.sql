{#- Where Elasticsearch keeps tags as fields, they are in an object, with another sign in place of the dot. -#}
{%- set spelled = api_call_volume.spelled_fields({
    'kind': ['span.kind'],
    'method': ['http.request.method', 'http.method'],
    'route': ['http.route'],
    'requested': ['url.path', 'http.target', 'http.path', 'http.url', 'url.full'],
    'status': ['http.response.status_code', 'http.status_code'],
    'rpc_system': ['rpc.system.name', 'rpc.system', 'component'],
    'rpc_service': ['rpc.service'],
    'rpc_method': ['rpc.method'],
    'rpc_status': ['rpc.response.status_code', 'rpc.grpc.status_code', 'status.code'],
    'envoy_status': ['grpc.status_code'],
    'envoy_path': ['grpc.path'],
    'operation': ['graphql.operation.name'],
    'error': ['error'],
    'error_type': ['error.type'],
    'request_size': ['http.request.body.size', 'http.request_content_length'],
    'response_size': ['http.response.body.size', 'http.response_content_length'],
    'user_agent': ['user_agent.original', 'http.user_agent'],
    'user_name': ['user.id', 'enduser.id'],
}, [['tags', '.'], ['tag', '@']]) %}
{%- set tags = spelled.log %}
{%- set fields = dict(
    spelled.fields,
    log_trace_id='traceID',
    log_span_id='spanID',
    log_operation_name='operationName',
    log_started_at='startTime',
    log_duration_us='duration'
) %}

{%- set grpc_status = 'coalesce(' ~ tags.rpc_status ~ ', ' ~ tags.envoy_status ~ ')' %}
{%- set is_grpc_span = "lower(coalesce(" ~ tags.rpc_system ~ ", '')) = 'grpc'" %}
{#- Envoy's span is one of HTTP, with the status of gRPC. -#}
{%- set is_grpc = '(' ~ is_grpc_span ~ ' or ' ~ tags.envoy_status ~ ' is not null)' %}

{% call api_call_volume.staged_log_records(
    'jaeger',
    fields,
    batch_keys=['data', 'spans'],
    record=api_call_volume.json_with_attribute_objects('element', 'tags', false)
) %}

    ---------- ids
    {{ api_call_volume.identifier('log_trace_id') }} || ':' || {{ api_call_volume.identifier('log_span_id') }} as event_id,
    {{ api_call_volume.identifier(tags.user_name) }} as user_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('log_started_at', 'us') }} as occurred_at,
    log_started_at is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce({{ tags.method }}, case when {{ is_grpc }} then 'POST' end) as http_request_method,
    case
        when {{ api_call_volume.regexp_matches_text(tags.operation, '^[A-Za-z_][A-Za-z0-9_]{0,99}$') }}
            then coalesce({{ tags.route }}, '/graphql') || '#' || {{ tags.operation }}
        when {{ tags.route }} is not null then {{ tags.route }}
        when {{ is_grpc }}
            then coalesce(
                '/' || coalesce({{ tags.rpc_service }} || '/', '') || {{ tags.rpc_method }},
                {{ api_call_volume.grpc_route(tags.envoy_path) }},
                {{ api_call_volume.grpc_route('log_operation_name') }}
            )
    end as http_route,
    {{ tags.requested }} as url_path,
    {{ api_call_volume.number_from_text(tags.status) }} as http_response_status_code,
    -- the status of HTTP says little of a gRPC call, unless it failed before there was one of gRPC
    case
        when {{ is_grpc }} and ({{ grpc_status }} is not null or coalesce({{ tags.status }}, '200') = '200')
            then {{ api_call_volume.outcome_of_grpc_span(grpc_status, tags.error_type, tags.error ~ " = 'true'") }}
    end as outcome,
    {{ api_call_volume.number_from_text('log_duration_us') }} / 1000 as duration_ms,
    {{ api_call_volume.number_from_text(tags.request_size) }} as request_bytes,
    {{ api_call_volume.number_from_text(tags.response_size) }} as response_bytes,
    {{ tags.user_agent }} as user_agent_original,

    ---------- is it a call: a request of HTTP or gRPC as its server saw it
    lower(coalesce({{ tags.kind }}, '')) = 'server'
    and (coalesce({{ tags.method }}, {{ tags.route }}, {{ tags.status }}) is not null or {{ is_grpc_span }}) as is_api_call,
    log_trace_id is not null and log_span_id is not null as is_of_format,

{% endcall %}
