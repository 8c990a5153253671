with

counted_calls as (

    select * from {{ ref('int_counted_api_calls') }}

),

timed_calls as (

    select
        *,
        {{ api_call_volume.duration_bucket('duration_ms') }} as duration_bucket,
        cast(duration_ms as numeric(15, 3)) as exact_duration_ms
    from counted_calls
    where duration_ms is not null

)

select
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    duration_bucket,
    cast(sum(call_count) as {{ dbt.type_numeric() }}) as timed_calls,
    cast(sum(exact_duration_ms * call_count) as {{ dbt.type_numeric() }}) as duration_ms_total
from timed_calls
group by
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    duration_bucket
