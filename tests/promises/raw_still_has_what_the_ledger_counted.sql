-- Raw still has every row that was counted. A failure names the load dates of which rows are gone; their calls stay
-- counted. By default (sync_mode: append) rows come, and go only by age: what_to_do names the setting for a raw table
-- that behaves in another way. Load dates that are older than raw_retention_days, and sources with another sync_mode,
-- are not compared. The test reads one column of raw, loaded_at.

{%- set sources = api_call_volume.api_call_sources() | selectattr('sync_mode', 'equalto', 'append') | list %}
{%- set appended = sources | map(attribute='name') | join("', '") %}
-- Tested when the ledger is built. depends_on: {{ ref('fct_api_call_ledger') }}

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(sources) }}

),

counted as (

    select
        source_name,
        loaded_date,
        sum(rows_in_raw) as rows_received
    from {{ ref('int_raw_inventory') }}
    where
        {{ api_call_volume.is_within_retention('loaded_date', is_date=true) }}
        and source_name in ('{{ appended }}')
    group by source_name, loaded_date

),

gone as (

    select
        counted.source_name,
        nullif(counted.loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        counted.rows_received,
        coalesce(raw_tables.raw_rows, 0) as raw_rows,
        counted.rows_received - coalesce(raw_tables.raw_rows, 0) as rows_gone
    from counted
    left join raw_tables
        on
            counted.source_name = raw_tables.source_name
            and counted.loaded_date = raw_tables.loaded_date
    where counted.rows_received > coalesce(raw_tables.raw_rows, 0)

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: [rows_received] rows were counted, but raw has [raw_rows]. '
        ~ 'Gone, but still counted: [rows_gone].',
        {
            'loaded_date is null': api_call_volume.how_to_sync() ~ '.',
            'else': api_call_volume.how_to_sync() ~ ': '
            ~ api_call_volume.build_command('reprocess_from: [loaded_date], reprocess_to: [loaded_date]'),
        }
    ) }}
from gone
