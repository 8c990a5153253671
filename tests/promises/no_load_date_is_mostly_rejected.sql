-- Of the last seven load dates of a source, none with 100 rows or more has most of them rejected: its records have changed,
-- or others have come into the table. Calls before first_call_date are rejected on purpose.

with

load_dates as (

    select
        source_name,
        loaded_date,
        sum(rows_received) as rows_received,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('fct_api_call_ledger') }}
    group by source_name, loaded_date

),

reasons as (

    select
        rejected.source_name,
        rejected.loaded_date,
        rejected.reject_reason,
        load_dates.rows_received,
        count(*) as rows_of_reason
    from {{ api_call_volume.relation_as(ref('fct_rejected_api_calls'), 'rejected') }}
    inner join load_dates
        on
            rejected.source_name = load_dates.source_name
            and rejected.loaded_date = load_dates.loaded_date
    where
        load_dates.place <= 7
        and load_dates.rows_received >= 100
        and rejected.reject_reason <> 'occurred_before_first_call_date'
    group by rejected.source_name, rejected.loaded_date, rejected.reject_reason, load_dates.rows_received

),

summed as (

    select
        *,
        sum(rows_of_reason) over (partition by source_name, loaded_date) as rows_rejected,
        row_number() over (partition by source_name, loaded_date order by rows_of_reason desc, reject_reason asc) as place
    from reasons

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: [rows_rejected] of [rows_received] rows are rejected, most of them as '
        ~ '[reject_reason].',
        'Look at raw_record in fct_rejected_api_calls, and correct the entry of [source_name] in api_call_sources; or leave rows '
        ~ 'that are no calls out by its `where`. Then run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from summed
where
    place = 1
    and rows_rejected * 2 > rows_received
