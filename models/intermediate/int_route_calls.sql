with

counted_calls as (

    select * from {{ ref('int_counted_api_calls') }}

),

measured_calls as (

    select
        *,
        cast(duration_ms as numeric(15, 3)) as exact_duration_ms,
        cast(request_bytes as numeric(18, 0)) as exact_request_bytes,
        cast(response_bytes as numeric(18, 0)) as exact_response_bytes
    from counted_calls

)

select
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    http_request_method,
    http_route,
    http_response_status_code,
    outcome,
    cast(sum(call_count) as {{ dbt.type_numeric() }}) as api_calls,
    cast(coalesce(sum(exact_request_bytes * call_count), 0) as {{ dbt.type_numeric() }}) as request_bytes,
    cast(coalesce(sum(exact_response_bytes * call_count), 0) as {{ dbt.type_numeric() }}) as response_bytes,
    cast(sum(exact_duration_ms * call_count) as {{ dbt.type_numeric() }}) as duration_ms_total,
    cast(
        coalesce(sum(case when duration_ms is not null then call_count end), 0) as {{ dbt.type_numeric() }}
    ) as timed_calls,
    min(occurred_at) as first_called_at,
    max(occurred_at) as last_called_at
from measured_calls
group by
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    http_request_method,
    http_route,
    http_response_status_code,
    outcome
