{{ config(
    enabled=api_call_volume.is_declared_format('nginx'),
    unique_key=['source_name', api_call_volume.landed_hour()]
) }}

{%- set json_fields = {
    'json_request_id': 'request_id',
    'json_msec': 'msec',
    'json_time_iso8601': 'time_iso8601',
    'json_time_local': 'time_local',
    'json_remote_user': 'remote_user',
    'json_request': 'request',
    'json_request_method': 'request_method',
    'json_request_uri': 'request_uri',
    'json_uri': 'uri',
    'json_status': 'status',
    'json_request_time': 'request_time',
    'json_request_length': 'request_length',
    'json_bytes_sent': 'bytes_sent',
    'json_body_bytes_sent': 'body_bytes_sent',
    'json_http_user_agent': 'http_user_agent',
} %}

{%- set line_fields = [
    'line_remote_addr',
    'line_remote_logname',
    'line_remote_user',
    'line_time_local',
    'line_request',
    'line_status',
    'line_body_bytes_sent',
    'line_http_referer',
    'line_http_user_agent',
] %}

{% set hours = api_call_volume.landed_hours_to_read('nginx') %}

{% for source in api_call_volume.api_call_sources('nginx') %}
{{- 'union all' if not loop.first }}

select * from (

    with

    landed as (

        {{ api_call_volume.landed_rows(source, hours) }}

    ),

    json_records as (

        {{ api_call_volume.json_fields('landed', 'record', json_fields) }}

    ),

    lines as (

        {{ api_call_volume.combined_log_fields('json_records', line_fields) }}

    ),

    -- A record has its fields either from JSON or from the line; `-` stands for a value that is not there.
    fields as (

        select
            *,
            nullif(json_request_id, '-') as log_request_id,
            nullif(coalesce(json_remote_user, line_remote_user), '-') as log_remote_user,
            nullif(coalesce(json_time_local, line_time_local), '-') as log_time_local,
            nullif(coalesce(json_request, line_request), '-') as log_request,
            nullif(coalesce(json_status, line_status), '-') as log_status,
            nullif(coalesce(json_bytes_sent, json_body_bytes_sent, line_body_bytes_sent), '-') as log_bytes_sent,
            nullif(coalesce(json_http_user_agent, line_http_user_agent), '-') as log_user_agent,
            {{ api_call_volume.number_from_text('json_msec') }} as log_msec,
            {{ api_call_volume.number_from_text('json_request_time') }} as log_request_time
        from lines

    ),

    requests as (

        select
            *,
            {{ api_call_volume.regexp_matches_text("coalesce(log_request, '')", '^[A-Z]+ [^ ]+( HTTP/[0-9.]+)?$') }} as request_is_readable,
            -- logged when the request ends
            coalesce(
                {{ api_call_volume.timestamp_from_epoch_ms('(log_msec * 1000)') }},
                {{ api_call_volume.timestamp_from_text('json_time_iso8601') }},
                {{ api_call_volume.timestamp_from_clf('log_time_local') }}
            ) as ended_at
        from fields

    ),

    api_calls as (

        select
            *,

            ---------- ids
            log_request_id as event_id,
            log_remote_user as account_id,
            cast(null as {{ dbt.type_string() }}) as integration_id,
            cast(null as {{ dbt.type_string() }}) as user_id,
            cast(null as {{ dbt.type_string() }}) as credential_id,

            ---------- timestamps
            case
                when log_request_time > 0 and log_request_time < 1e9
                    then {{ api_call_volume.add_microseconds('ended_at', 'log_request_time * -1000000') }}
                else ended_at
            end as occurred_at,
            coalesce(json_msec, json_time_iso8601, log_time_local) is not null as has_occurred_at,

            ---------- what was called, and how it went
            coalesce(
                json_request_method,
                case when request_is_readable then {{ dbt.split_part('log_request', "' '", 1) }} end
            ) as http_request_method,
            cast(null as {{ dbt.type_string() }}) as http_route,
            coalesce(
                json_request_uri,
                json_uri,
                case when request_is_readable then {{ dbt.split_part('log_request', "' '", 2) }} end
            ) as url_path,
            {{ api_call_volume.number_from_text('log_status') }} as http_response_status_code,
            -- 499: the client left before there was a response
            case when log_status = '499' then 'aborted' end as outcome,
            log_request_time * 1000 as duration_ms,
            {{ api_call_volume.number_from_text('json_request_length') }} as request_bytes,
            {{ api_call_volume.number_from_text('log_bytes_sent') }} as response_bytes,
            cast(null as {{ dbt.type_string() }}) as region,
            log_user_agent as user_agent_original,
            cast(null as {{ dbt.type_string() }}) as api_version,
            cast(null as {{ api_call_volume.type_double() }}) as call_count,

            ---------- can it be read, and is it a call
            case when not record_is_readable and not line_is_readable then 'record_unreadable' end as reject_reason,
            true as is_api_call
        from requests

    ),

    {{ api_call_volume.canonical_api_calls(source, 'api_calls') }}

) as source_{{ loop.index }}
{% endfor %}

{{ api_call_volume.replaced_landed_hours(hours) }}
