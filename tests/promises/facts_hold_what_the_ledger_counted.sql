{%- set in_tested_days = api_call_volume.in_tested_periods('day', 'date_day') -%}
-- The ledger, fct_api_calls_daily, fct_route_calls_daily and int_user_calls have the same number of calls on each day. A
-- failure means that one of them is behind, or was changed by hand. Build again; if the test fails again, with
-- --full-refresh.

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

    union all

    select
        'users' as relation,
        date_day,
        sum(api_calls) as api_calls
    from {{ ref('int_user_calls') }}
    where {{ in_tested_days }}
    group by date_day

),

compared as (

    select
        date_day,
        max(case when relation = 'ledger' then api_calls end) as calls_in_ledger,
        max(case when relation = 'daily' then api_calls end) as calls_in_daily_fact,
        max(case when relation = 'routes' then api_calls end) as calls_by_route,
        max(case when relation = 'users' then api_calls end) as calls_by_user
    from totals
    group by date_day
    having count(*) <> 4 or min(api_calls) <> max(api_calls)

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Calls of [date_day]: [calls_in_ledger:number] in the ledger, [calls_in_daily_fact:number] in fct_api_calls_daily, '
        ~ '[calls_by_route:number] in fct_route_calls_daily, [calls_by_user:number] in int_user_calls.',
        api_call_volume.how_to_rebuild()
    ) }}
from compared
