{{ config(severity='warn', enabled=var('raw_retention_days', none) is none) }}

-- Rows that went from raw stay counted. If raw is purged, say so with `raw_retention_days`; if rows were
-- erased or mended, rebuild their days with `reprocess_from` and `reprocess_to`.

with

raw_tables as (
    {% for source in api_call_volume.api_call_sources() if source.format != 'kong' %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        count(*) as raw_rows
    from {{ api_call_volume.declared_relation(source) }}
    {{ 'union all' if not loop.last }}
    {%- else %}
    select
        cast(null as {{ dbt.type_string() }}) as source_name,
        0 as raw_rows
    {%- endfor %}

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
