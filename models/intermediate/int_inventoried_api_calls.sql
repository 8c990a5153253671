{%- set today = api_call_volume.reporting_date(api_call_volume.now()) %}

with

api_calls as (

    select *
    from {{ ref('int_api_calls') }}

),

-- A load date in the future comes from a clock that is ahead, and does not say how far the source has loaded.
latest_loads as (

    select
        source_name,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_raw_inventory') }}
    where loaded_date <= {{ today }}
    group by source_name

)

-- Rows that were loaded after the inventory was taken wait for the next run: all tables of a run hold the same rows.
select api_calls.*
from api_calls
left join latest_loads on api_calls.source_name = latest_loads.source_name
where
    api_calls.loaded_at is null
    or api_calls.loaded_at <= latest_loads.last_loaded_at
    or api_calls.loaded_date > {{ today }}
