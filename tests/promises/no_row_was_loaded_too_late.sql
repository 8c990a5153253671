{{ config(severity='warn') }}
-- No row was loaded more than raw_retention_days after its call, too late to be counted. This is a warning, since an
-- earlier copy may have been counted and purged. If raw keeps its rows for longer, raise raw_retention_days and rebuild
-- the day.

with

too_late as (

    select
        source_name,
        loaded_date,
        date_day,
        rows_too_late,
        {{ dbt.datediff('date_day', 'loaded_date', 'day') }} as days_late
    from {{ ref('fct_api_call_ledger') }}
    where rows_too_late > 0

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: [rows_too_late] rows of [date_day] are not counted. They were loaded '
        ~ '[days_late] days late (raw_retention_days: ' ~ var('raw_retention_days', none) ~ ').',
        'Nothing, if calls as late as these need not count. If raw keeps its rows for longer, set raw_retention_days to [days_late] '
        ~ 'or more, and run ' ~ api_call_volume.build_command('reprocess_from: [date_day], reprocess_to: [date_day]')
    ) }}
from too_late
