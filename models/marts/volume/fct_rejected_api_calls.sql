with

api_calls as (

    select * from {{ ref('int_api_calls') }}

)

select
    source_name,
    source_format,
    nullif(loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
    loaded_at,
    reject_reason,
    event_id,
    raw_record
from api_calls
where disposition = 'rejected'
