-- The rows of each raw table against the ledger, which may never have fewer. It may have more: raw tables
-- get purged (see raw_still_has_what_the_ledger_counted), and a batched record counts once for each call in it.

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(api_call_volume.api_call_sources()) }}

),

ledger as (

    select
        source_name,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    group by source_name

)

select
    raw_tables.source_name,
    raw_tables.raw_rows,
    ledger.rows_received
from raw_tables
left join ledger on raw_tables.source_name = ledger.source_name
where raw_tables.raw_rows > coalesce(ledger.rows_received, 0)
