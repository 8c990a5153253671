with

route_calls as (

    select * from {{ ref('int_route_calls') }}

)

select
    date_day,
    account_id,
    integration_id,
    http_request_method,
    http_route,
    http_response_status_code,
    cast(sum(api_calls) as {{ dbt.type_numeric() }}) as api_calls,
    cast(sum(duration_ms_total) / nullif(sum(timed_calls), 0) as {{ dbt.type_numeric() }}) as duration_ms_avg,
    cast(sum(request_bytes) as {{ dbt.type_bigint() }}) as request_bytes,
    cast(sum(response_bytes) as {{ dbt.type_bigint() }}) as response_bytes
from route_calls
group by
    date_day,
    account_id,
    integration_id,
    http_request_method,
    http_route,
    http_response_status_code
