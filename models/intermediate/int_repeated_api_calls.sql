with

identified_calls as (

    select
        source_name,
        source_format,
        event_id,
        deduplication_key,
        occurred_at,
        loaded_at,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        user_id,
        credential_id,
        http_request_method,
        http_route,
        http_response_status_code,
        outcome,
        duration_ms,
        request_bytes,
        response_bytes,
        region,
        user_agent_original,
        api_version,
        call_count
    from {{ ref('int_api_calls') }}
    where
        disposition = 'accepted'
        and deduplication_key is not null

),

-- Found by counting, since that needs no sort of all calls; only the copies found are then ranked.
repeated_keys as (

    select
        source_name,
        deduplication_key
    from identified_calls
    group by source_name, deduplication_key
    having count(*) > 1

),

copies as (

    select identified_calls.*
    from identified_calls
    inner join repeated_keys
        on
            identified_calls.source_name = repeated_keys.source_name
            and identified_calls.deduplication_key = repeated_keys.deduplication_key

),

ranked as (

    select
        *,
        row_number() over (
            partition by source_name, deduplication_key
            order by {{ api_call_volume.copy_order() }}
        ) as copy_rank
    from copies

)

select
    *,
    {{ api_call_volume.is_kept_copy() }} as is_counted
from ranked
