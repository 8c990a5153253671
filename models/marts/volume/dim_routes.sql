{%- do api_call_volume.table_layout(kept=false) %}

with

route_calls as (

    select * from {{ ref('int_route_calls') }}

)

select
    http_request_method,
    http_route,
    min(date_day) as first_called_on,
    max(date_day) as last_called_on
from route_calls
group by http_request_method, http_route
