-- The rows of each raw table against the ledger. There may be more rows in the ledger: raw tables get
-- purged, and a batched record counts once for each call in it. There may never be fewer.

with

raw_tables as (
    {% for source in api_call_volume.api_call_sources() %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        {{ (source.format != 'kong' and var('raw_retention_days', none) is none) | string | lower }} as is_one_to_one,
        count(*) as raw_rows
    from {{ api_call_volume.declared_relation(source) }}
    {{ 'union all' if not loop.last }}
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
    raw_tables.source_name,
    raw_tables.raw_rows,
    ledger.rows_received
from raw_tables
left join ledger on raw_tables.source_name = ledger.source_name
where
    raw_tables.raw_rows > coalesce(ledger.rows_received, 0)
    or (raw_tables.is_one_to_one and raw_tables.raw_rows <> coalesce(ledger.rows_received, 0))
