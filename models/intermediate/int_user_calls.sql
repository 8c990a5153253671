with

counted_calls as (

    select * from {{ ref('int_counted_api_calls') }}

)

select
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    user_id,
    cast(sum(call_count) as {{ dbt.type_numeric() }}) as api_calls
from counted_calls
where user_id is not null
group by
    source_name,
    loaded_date,
    date_day,
    account_id,
    integration_id,
    user_id
