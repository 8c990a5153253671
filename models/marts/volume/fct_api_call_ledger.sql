with

arrivals as (

    select * from {{ ref('int_api_call_arrivals') }}

),

repeated_calls as (

    select * from {{ ref('int_repeated_api_calls') }}

),

arrived as (

    select
        source_name,
        loaded_date,
        date_day,
        sum(raw_rows) as rows_received,
        sum(case when disposition = 'accepted' then raw_rows else 0 end) as rows_accepted,
        sum(case when disposition = 'rejected' then raw_rows else 0 end) as rows_rejected,
        sum(case when disposition = 'excluded' then raw_rows else 0 end) as rows_excluded,
        sum(case when disposition = 'too_late' then raw_rows else 0 end) as rows_too_late,
        sum(case when disposition = 'accepted' then calls else 0 end) as calls_accepted
    from arrivals
    group by source_name, loaded_date, date_day

),

duplicates as (

    select
        source_name,
        loaded_date,
        date_day,
        count(*) as rows_duplicate,
        sum(call_count) as calls_duplicate
    from repeated_calls
    where not is_counted
    group by source_name, loaded_date, date_day

)

select
    arrived.source_name,
    nullif(arrived.loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
    arrived.date_day,
    cast(arrived.rows_received as {{ dbt.type_bigint() }}) as rows_received,
    cast(arrived.rows_accepted - coalesce(duplicates.rows_duplicate, 0) as {{ dbt.type_bigint() }}) as rows_counted,
    cast(coalesce(duplicates.rows_duplicate, 0) as {{ dbt.type_bigint() }}) as rows_duplicate,
    cast(arrived.rows_rejected as {{ dbt.type_bigint() }}) as rows_rejected,
    cast(arrived.rows_excluded as {{ dbt.type_bigint() }}) as rows_excluded,
    cast(arrived.rows_too_late as {{ dbt.type_bigint() }}) as rows_too_late,
    cast(arrived.calls_accepted - coalesce(duplicates.calls_duplicate, 0) as {{ dbt.type_numeric() }}) as calls_counted
from arrived
left join duplicates
    on
        arrived.source_name = duplicates.source_name
        and arrived.loaded_date = duplicates.loaded_date
        and arrived.date_day = duplicates.date_day
