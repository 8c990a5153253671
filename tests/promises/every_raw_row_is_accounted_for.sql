-- The ledger has every row of every raw table, load date by load date. A failure means that rows are in raw and were
-- never counted: they were committed later than load_overlap_minutes allows. Run the command of what_to_do, which looks
-- as far back as the earliest of them. It reads one column of raw, loaded_at.
-- The ledger may have more rows than raw: raw tables get purged (see raw_still_has_what_the_ledger_counted), and a
-- batched record counts once for each call in it. A row is due load_overlap_minutes after its load: so long it may be
-- committed while a run goes on, and be the next one's.

{%- set overlap = api_call_volume.load_overlap_minutes() %}
{%- set due_since = api_call_volume.reporting_date(
    '(' ~ api_call_volume.timestamp_plus('minute', -1 * overlap, api_call_volume.now()) ~ ')'
) %}
{%- set days_back = dbt.datediff('first_loaded_date', api_call_volume.reporting_date(api_call_volume.now()), 'day') %}
{%- set overlap_to_set = '(' ~ days_back ~ ' + 2) * 1440' %}

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(
        api_call_volume.api_call_sources(), loaded_before=api_call_volume.reporting_day_start(due_since)
    ) }}

),

ledger as (

    select
        source_name,
        coalesce(loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    group by source_name, coalesce(loaded_date, {{ api_call_volume.unknown_arrival_date() }})

),

compared as (

    select
        raw_tables.source_name,
        nullif(raw_tables.loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
        raw_tables.raw_rows,
        coalesce(ledger.rows_received, 0) as rows_received
    from raw_tables
    left join ledger
        on
            raw_tables.source_name = ledger.source_name
            and raw_tables.loaded_date = ledger.loaded_date

),

missing as (

    select
        *,
        raw_rows - rows_received as rows_missing,
        min(loaded_date) over () as first_loaded_date
    from compared
    where raw_rows > rows_received

),

-- One command for all of them: a run that looks as far back as the earliest of these load dates.
with_command as (

    select
        *,
        {{ overlap_to_set }} as overlap_to_set
    from missing

)

select
    source_name,
    loaded_date,
    raw_rows,
    rows_received,
    rows_missing,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: raw has [raw_rows] rows, the ledger [rows_received]. '
        ~ '[rows_missing] are not counted.',
        {
            'loaded_date is null': 'Run ' ~ api_call_volume.build_command(),
            'else': 'Run ' ~ api_call_volume.build_command(vars='load_overlap_minutes: [overlap_to_set]'),
        }
    ) }}
from with_command
