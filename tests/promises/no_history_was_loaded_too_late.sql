-- The first load of a source is often its history, and raw_retention_days would make most of it too late to count. A
-- source fails whose first load date has 100 rows or more, most of them too late. Of fewer, no_row_was_loaded_too_late warns.

with

load_dates as (

    select
        source_name,
        loaded_date,
        sum(rows_received) as rows_received,
        sum(rows_too_late) as rows_too_late,
        min(case when rows_too_late > 0 then date_day end) as first_day,
        max(case when rows_too_late > 0 then date_day end) as last_day,
        row_number() over (partition by source_name order by loaded_date) as place
    from {{ ref('fct_api_call_ledger') }}
    where loaded_date > {{ api_call_volume.unknown_load_date() }}
    group by source_name, loaded_date

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: [rows_too_late] of the [rows_received] rows of its first load date, [loaded_date], are not counted, '
        ~ 'since they were loaded more than ' ~ var('raw_retention_days', none) ~ ' days (raw_retention_days) after their calls, '
        ~ 'on [first_day] to [last_day].',
        'If they are the history of the source, count them: run once ' ~ api_call_volume.build_command(
            'raw_retention_days: null, reprocess_from: [first_day], reprocess_to: [last_day]'
        ) ~ '. If they should not count, set first_call_date to the first day that should.'
    ) }}
from load_dates
where
    place = 1
    and rows_received >= 100
    and rows_too_late * 2 > rows_received
