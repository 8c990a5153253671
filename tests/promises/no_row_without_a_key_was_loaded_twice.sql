{{ config(severity='warn') }}

-- Rows without an id and without a key (deduplicate_on) each count, copies included. Of those of the last seven load dates,
-- few are equal to a row that was loaded at another time. This is a warning, since equal rows may be calls of their own.

with

rows_without_key as (

    select
        source_name,
        count(*) as equal_rows,
        count(distinct loaded_at) as load_times,
        min(loaded_date) as first_load_date,
        max(loaded_date) as last_load_date
    from {{ ref('int_api_calls') }}
    where
        {{ api_call_volume.in_load_dates(api_call_volume.latest_load_dates()) }}
        and deduplication_key is null
        and disposition = 'accepted'
    group by
        source_name,
        occurred_at,
        account_id,
        integration_id,
        user_id,
        http_request_method,
        http_route,
        http_response_status_code,
        outcome,
        duration_ms,
        request_bytes,
        response_bytes,
        user_agent_original,
        call_count

),

sources as (

    select
        source_name,
        sum(equal_rows) as rows_without_key,
        sum(case when load_times > 1 then equal_rows - 1 else 0 end) as repeated_rows,
        min(first_load_date) as first_load_date,
        max(last_load_date) as last_load_date
    from rows_without_key
    group by source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: [repeated_rows] of the [rows_without_key] rows without an id that were loaded from [first_load_date] to '
        ~ '[last_load_date] are equal to one that was loaded at another time, and each of them counts.',
        'If they are calls that were delivered twice, name the columns that together identify a call in deduplicate_on of [source_name] '
        ~ '(api_call_sources), or map its event_id, and run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from sources
where
    repeated_rows >= 5
    and repeated_rows * 100 >= rows_without_key
