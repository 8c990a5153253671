{{ config(severity='warn', enabled=var('raw_retention_days', none) is none) }}

{%- set log_formats = api_call_volume.declared_formats() | reject('equalto', 'columns') | list %}
{%- set log_sources = api_call_volume.api_call_sources() | rejectattr('format', 'equalto', 'columns') | map(attribute='name') %}

-- Rows that went from raw stay counted. If raw is purged, say so with `raw_retention_days`; if rows were
-- erased or mended, rebuild their days with `reprocess_from` and `reprocess_to`.

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(api_call_volume.api_call_sources()) }}

),

-- A row of a log format may be a batch, which is in the ledger once for each call in it: staging has the rows.
rows_read as (
    {% for format in log_formats %}
    select
        source_name,
        sum(landed_rows) as rows_received
    from {{ ref('stg_' ~ format ~ '__api_calls') }}
    group by source_name
    union all
    {%- endfor %}
    select
        source_name,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    where source_name not in ('{{ log_sources | join("', '") }}')
    group by source_name

)

select
    rows_read.source_name,
    rows_read.rows_received,
    raw_tables.raw_rows
from rows_read
inner join raw_tables on rows_read.source_name = raw_tables.source_name
where rows_read.rows_received > raw_tables.raw_rows
