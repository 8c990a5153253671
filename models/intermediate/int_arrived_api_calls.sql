{%- set today = api_call_volume.reporting_date(api_call_volume.now()) %}

with

api_calls as (

    select *
    from {{ ref('int_api_calls') }}

),

-- An arrival date to come is a clock that is ahead, and tells nothing about how far the source has loaded.
known_arrivals as (

    select
        source_name,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_api_call_arrivals') }}
    where loaded_date <= {{ today }}
    group by source_name

)

-- What landed since the arrivals were counted waits for the next run: all tables of a run hold the same rows.
select api_calls.*
from api_calls
left join known_arrivals on api_calls.source_name = known_arrivals.source_name
where
    api_calls.loaded_at is null
    or api_calls.loaded_at <= known_arrivals.last_loaded_at
    or api_calls.loaded_date > {{ today }}
