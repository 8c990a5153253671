{{ config(severity='warn') }}

-- Rows without an id and without a key (deduplicate_on) each count, copies included. Of those of the last seven load dates,
-- few are equal to a row that was loaded at another time. This is a warning, since equal rows may be calls of their own.

with

load_dates as (

    select
        source_name,
        loaded_date,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('fct_api_call_ledger') }}
    where loaded_date > {{ api_call_volume.unknown_load_date() }}
    group by source_name, loaded_date

),

rows_without_key as (

    select
        api_calls.source_name,
        count(*) as equal_rows,
        count(distinct api_calls.loaded_at) as load_times,
        min(load_dates.loaded_date) as first_load_date,
        max(load_dates.loaded_date) as last_load_date
    from {{ api_call_volume.relation_as(ref('int_api_calls'), 'api_calls') }}
    inner join load_dates
        on
            api_calls.source_name = load_dates.source_name
            and cast(api_calls.loaded_at as date) = load_dates.loaded_date
    where
        load_dates.place <= 7
        and api_calls.deduplication_key is null
        and api_calls.disposition = 'accepted'
    group by
        api_calls.source_name,
        api_calls.occurred_at,
        api_calls.account_id,
        api_calls.integration_id,
        api_calls.user_id,
        api_calls.http_request_method,
        api_calls.http_route,
        api_calls.http_response_status_code,
        api_calls.outcome,
        api_calls.duration_ms,
        api_calls.request_bytes,
        api_calls.response_bytes,
        api_calls.user_agent_original,
        api_calls.call_count

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
