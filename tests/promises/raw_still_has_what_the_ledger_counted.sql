{{ config(severity='warn', enabled=var('raw_retention_days', none) is none) }}

{%- set log_formats = api_call_volume.declared_formats() | reject('equalto', 'columns') | list %}
{%- set tabular_sources = api_call_volume.api_call_sources() | selectattr('format', 'equalto', 'columns') | map(attribute='name') %}

-- Raw still has every row that was counted. A warning names the load dates of which rows are gone; their calls stay
-- counted. If raw is purged, set raw_retention_days, which turns this test off. If the rows were erased or corrected,
-- rebuild their days with reprocess_from and reprocess_to. The test reads one column of raw, loaded_at.

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(api_call_volume.api_call_sources()) }}

),

-- A row of a log format may be a batch, and the ledger counts each call in it: staging has the number of rows.
rows_read as (
    {% for format in log_formats %}
    select
        source_name,
        coalesce({{ api_call_volume.reporting_date('loaded_at') }}, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        raw_row_count as rows_received
    from {{ ref('stg_' ~ format ~ '__api_calls') }}
    union all
    {%- endfor %}
    select
        source_name,
        coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        rows_received
    from {{ ref('fct_api_call_ledger') }}
    where source_name in ('{{ tabular_sources | join("', '") }}')

),

counted as (

    select
        source_name,
        loaded_date,
        sum(rows_received) as rows_received
    from rows_read
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
            'loaded_date is null': 'If raw is purged, set raw_retention_days. If the rows were erased or corrected, rebuild the days '
            ~ 'of their calls with reprocess_from and reprocess_to.',
            'else': 'If raw is purged, set raw_retention_days. If the rows were erased or corrected, run '
            ~ api_call_volume.build_command('reprocess_from: [loaded_date], reprocess_to: [loaded_date]'),
        }
    ) }}
from gone
