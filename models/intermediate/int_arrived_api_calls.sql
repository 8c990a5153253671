with

api_calls as (

    select *
    from {{ ref('int_api_calls') }}

),

known_arrivals as (

    select
        source_name,
        loaded_date,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_api_call_arrivals') }}
    group by source_name, loaded_date

)

-- What landed since the arrivals were counted waits for the next run: one run counts the same rows in every table.
select api_calls.*
from api_calls
inner join known_arrivals
    on
        api_calls.source_name = known_arrivals.source_name
        and api_calls.loaded_date = known_arrivals.loaded_date
where
    api_calls.loaded_at is null
    or api_calls.loaded_at <= known_arrivals.last_loaded_at
