{%- set fields = {
    'log_id': 'id',
    'log_object': 'object',
    'log_created': 'created',
    'log_created_at': 'created_at',
    'log_completed_at': 'completed_at',
    'log_provider': 'provider',
    'log_model': 'model',
    'log_status': 'status',
    'log_error_code': 'error.code',
    'log_user': 'user',
    'log_safety_identifier': 'safety_identifier',
    'log_service_tier': 'service_tier',
    'secret_usage': 'usage',
    'log_prompt_tokens': 'usage.prompt_tokens',
    'log_completion_tokens': 'usage.completion_tokens',
    'log_input_tokens': 'usage.input_tokens',
    'log_output_tokens': 'usage.output_tokens',
    'log_total_tokens': 'usage.total_tokens',
    'log_cost': 'usage.cost',
} %}

{%- set seconds = api_call_volume.number_from_text('log_completed_at') ~ ' - ' ~ api_call_volume.number_from_text('log_created_at') %}

{% call api_call_volume.staged_log_records('openai', fields) %}

    ---------- ids: set by the API
    log_id as event_id,
    {{ api_call_volume.identifier(['log_safety_identifier', 'log_user']) }} as user_id,

    ---------- timestamps
    {{ api_call_volume.timestamp_from_epoch('coalesce(log_created, log_created_at)', 's') }} as occurred_at,
    coalesce(log_created, log_created_at) is not null as has_occurred_at,

    ---------- what was called, and how it went: what is logged is the body of the response
    'POST' as http_request_method,
    '/' || coalesce(nullif(trim(log_provider), '') || '/', '') || log_model as http_route,
    case
        when log_error_code = 'rate_limit_exceeded' then 'rate_limited'
        when coalesce(log_status, '') = 'failed' or log_error_code is not null then 'server_error'
        when coalesce(log_status, '') = 'cancelled' then 'aborted'
        else 'success'
    end as outcome,
    ({{ seconds }}) * 1000 as duration_ms,
    {{ api_call_volume.measured_numbers({
        'input_tokens': 'coalesce(log_input_tokens, log_prompt_tokens)',
        'output_tokens': 'coalesce(log_output_tokens, log_completion_tokens)',
        'total_tokens': 'log_total_tokens',
        'spend': 'log_cost',
    }) }}

    ---------- is it a call: a part of a stream, or a response that is not finished, is not
    not (
        secret_usage is null
        and (coalesce(log_object, '') like '%.chunk' or coalesce(log_status, '') in ('queued', 'in_progress'))
    ) as is_api_call,
    log_model is not null and coalesce(log_object, '') not like 'organization.usage%' as is_of_format,

{% endcall %}
