{%- set fields = {
    'log_request_id': 'request_id',
    'secret_api_key': 'api_key',
    'log_team_id': 'team_id',
    'log_organization_id': 'organization_id',
    'log_user': 'user',
    'log_end_user': 'end_user',
    'log_start_time': 'startTime',
    'log_end_time': 'endTime',
    'log_request_duration_ms': 'request_duration_ms',
    'log_provider': 'custom_llm_provider',
    'log_model': 'model',
    'log_tool_name': 'mcp_namespaced_tool_name',
    'log_status': 'status',
    'secret_metadata': 'metadata',
    'log_metadata_status': 'metadata.status',
    'log_error_code': 'metadata.error_information.error_code',
    'log_prompt_tokens': 'prompt_tokens',
    'log_completion_tokens': 'completion_tokens',
    'log_total_tokens': 'total_tokens',
    'log_spend': 'spend',
} %}

{%- set started_at = api_call_volume.timestamp_from_text('log_start_time') %}
{%- set ended_at = api_call_volume.timestamp_from_text('log_end_time') %}
{%- set provider = "nullif(trim(log_provider), '')" %}
{#- Some models are called with their provider before the name. -#}
{%- set model = (
    'case when ' ~ api_call_volume.text_position(provider ~ " || '/'", 'log_model') ~ ' = 1 then substr(log_model, length('
    ~ provider ~ ") + 2) else nullif(trim(log_model), '') end"
) %}
{#- The proxy itself writes `metadata` as a text that holds JSON. -#}
{%- set status -%}
coalesce(nullif(trim(log_status), ''), log_metadata_status, {{ api_call_volume.json_field('secret_metadata', ['status']) }}, 'success')
{%- endset %}
{%- set error_code -%}
coalesce(
        log_error_code,
        case
            when {{ status }} = 'failure' then {{ api_call_volume.json_field('secret_metadata', ['error_information', 'error_code']) }}
        end
    )
{%- endset %}
{%- set status_code = api_call_volume.number_from_text(error_code) %}

{% call api_call_volume.staged_log_records('litellm', fields) %}

    ---------- ids: the key is logged as its hash
    log_request_id as event_id,
    {{ api_call_volume.identifier(['log_team_id', 'log_organization_id', 'log_user']) }} as account_id,
    {{ api_call_volume.identifier(['log_end_user', 'log_user']) }} as user_id,
    case
        when {{ api_call_volume.regexp_matches_text('secret_api_key', '^[0-9a-f]{64}$') }} then secret_api_key
        else {{ api_call_volume.hashed('secret_api_key') }}
    end as credential_id,

    ---------- timestamps
    {{ started_at }} as occurred_at,
    log_start_time is not null as has_occurred_at,

    ---------- what was called, and how it went
    coalesce(
        '/' || coalesce({{ provider }} || '/', '') || {{ model }},
        '/mcp/' || nullif(trim(log_tool_name), '')
    ) as http_route,
    {{ status_code }} as http_response_status_code,
    case
        when {{ status }} <> 'failure' then 'success'
        when {{ status_code }} is null then 'server_error'
    end as outcome,
    coalesce(
        {{ api_call_volume.number_from_text('log_request_duration_ms') }},
        {{ api_call_volume.milliseconds_between(started_at, ended_at) }}
    ) as duration_ms,
    {{ api_call_volume.measured_numbers({
        'input_tokens': 'log_prompt_tokens',
        'output_tokens': 'log_completion_tokens',
        'total_tokens': 'log_total_tokens',
        'spend': 'log_spend',
    }) }}

{% endcall %}
