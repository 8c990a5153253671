with

identified_calls as (

    select *
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
