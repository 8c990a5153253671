with

api_calls as (

    select * from {{ ref('int_api_calls') }}

)

select
    source_name,
    loaded_date,
    date_day,
    disposition,
    count(*) as raw_rows,
    cast(coalesce(sum(call_count), 0) as {{ dbt.type_numeric() }}) as calls,
    max(loaded_at) as last_loaded_at
from api_calls
group by source_name, loaded_date, date_day, disposition
