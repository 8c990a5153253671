-- The rows of each raw table against the ledger, which may never have fewer. It may have more: raw tables
-- get purged (see raw_still_has_what_the_ledger_counted), and a batched record counts once for each call in it.
-- A row is due load_overlap_minutes after its arrival: so long a row may land while a run goes on, and be the next one's.

{%- set overlap = api_call_volume.load_overlap_minutes() %}
{%- set due_since = api_call_volume.reporting_date(
    '(' ~ api_call_volume.timestamp_plus('minute', -1 * overlap, api_call_volume.now()) ~ ')'
) %}

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(
        api_call_volume.api_call_sources(), arrived_before=api_call_volume.reporting_day_start(due_since)
    ) }}

),

ledger as (

    select
        source_name,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    where loaded_date is null or loaded_date < {{ due_since }}
    group by source_name

)

select
    raw_tables.source_name,
    raw_tables.raw_rows,
    ledger.rows_received
from raw_tables
left join ledger on raw_tables.source_name = ledger.source_name
where raw_tables.raw_rows > coalesce(ledger.rows_received, 0)
