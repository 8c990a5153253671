-- The ledger has every row of every raw table, by load date. A failure means that raw has rows that this run did not
-- count. Run the command in what_to_do: each run compares every load date again (with late_load_days, the latest ones;
-- this test then leaves out older ones, too). The test reads one column of raw, loaded_at.
-- The ledger may have more rows than raw: raw tables get purged (see raw_still_has_what_the_ledger_counted), and a
-- batched record counts once for each of its calls. A row is expected load_overlap_minutes after its loaded_at: until
-- then it may be committed during a run, and the next run counts it.

{%- set overlap = var('load_overlap_minutes', 1440) %}
{%- set expected_before = api_call_volume.reporting_date(
    '(' ~ api_call_volume.timestamp_plus('minute', -1 * overlap, api_call_volume.now()) ~ ')'
) %}
{%- set late_load_days = var('late_load_days', none) %}

with

raw_tables as (

    {{ api_call_volume.raw_row_counts(
        api_call_volume.api_call_sources(), loaded_before=api_call_volume.reporting_day_start(expected_before)
    ) }}

),

ledger as (

    select
        source_name,
        coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        sum(rows_received) as rows_received
    from {{ ref('fct_api_call_ledger') }}
    group by source_name, coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }})

),

{% if late_load_days is not none -%}
latest_loads as (

    select
        source_name,
        cast({{ api_call_volume.timestamp_plus('day', -1 * late_load_days, 'max(loaded_date)') }} as {{ api_call_volume.type_date() }}) as compared_from
    from ledger
    where loaded_date < {{ expected_before }}
    group by source_name

),

{% endif -%}
compared as (

    select
        raw_tables.source_name,
        nullif(raw_tables.loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        raw_tables.raw_rows,
        coalesce(ledger.rows_received, 0) as rows_received
    from raw_tables
    left join ledger
        on
            raw_tables.source_name = ledger.source_name
            and raw_tables.loaded_date = ledger.loaded_date
    {%- if late_load_days is not none %}
    left join latest_loads on raw_tables.source_name = latest_loads.source_name
    where
        raw_tables.loaded_date = {{ api_call_volume.unknown_load_date() }}
        or raw_tables.loaded_date >= latest_loads.compared_from
    {%- endif %}

),

missing as (

    select
        *,
        raw_rows - rows_received as rows_missing
    from compared
    where raw_rows > rows_received

)

select
    source_name,
    loaded_date,
    raw_rows,
    rows_received,
    rows_missing,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: raw has [raw_rows] rows, the ledger has [rows_received]. '
        ~ 'Not counted: [rows_missing].',
        'Run ' ~ api_call_volume.build_command()
    ) }}
from missing
