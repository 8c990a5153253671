{%- set in_tested_days = api_call_volume.in_tested_periods('day', 'date_day') -%}
-- Day by day, the calls of the ledger, of the daily fact and of the routes are the same.

with

totals as (

    select
        'ledger' as relation,
        date_day,
        sum(calls_counted) as api_calls
    from {{ ref('fct_api_call_ledger') }}
    where rows_counted > 0 and {{ in_tested_days }}
    group by date_day

    union all

    select
        'daily' as relation,
        date_day,
        sum(api_calls) as api_calls
    from {{ ref('fct_api_calls_daily') }}
    where {{ in_tested_days }}
    group by date_day

    union all

    select
        'routes' as relation,
        date_day,
        sum(api_calls) as api_calls
    from {{ ref('fct_route_calls_daily') }}
    where {{ in_tested_days }}
    group by date_day

)

select
    date_day,
    min(api_calls) as least_calls,
    max(api_calls) as most_calls,
    count(*) as relations
from totals
group by date_day
having count(*) <> 3 or min(api_calls) <> max(api_calls)
