{{ config(severity='warn', enabled=var('raw_retention_days', none) is none) }}

{#- A record of Kong may be a batch, which counts once for each call in it. -#}
{%- set one_call_a_row = api_call_volume.api_call_sources() | rejectattr('format', 'equalto', 'kong') | list %}

-- Rows that went from raw stay counted. If raw is purged, say so with `raw_retention_days`; if rows were
-- erased or mended, rebuild their days with `reprocess_from` and `reprocess_to`.

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(one_call_a_row) }}

),

ledger as (

    select
        source_name,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    group by source_name

)

select
    ledger.source_name,
    ledger.rows_received,
    raw_tables.raw_rows
from ledger
inner join raw_tables on ledger.source_name = raw_tables.source_name
where ledger.rows_received > raw_tables.raw_rows
