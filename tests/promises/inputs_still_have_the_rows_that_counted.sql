{{ config(enabled=api_call_volume.has_engagement_source()) }}

-- An engagement input with a loaded_at still has each row that counts, as it was counted. A failure names the dates of
-- which rows are gone from raw, or are other ones now; the marts still have them as they were. By default (sync_mode: append)
-- rows come, and go only by age: what_to_do names the setting for a raw table that behaves in another way. Rows that were
-- loaded more than raw_retention_days ago, and inputs with another sync_mode, are not compared.

-- Tested when the marts are built. depends_on: {{ ref('fct_engagement_scorecard') }}

with

{{ api_call_volume.compared_input_rows_ctes() }},

gone as (

    select
        input_name,
        date_day,
        count(*) as rows_counted,
        sum(1 - is_in_raw) as rows_gone,
        sum(is_in_raw - is_as_counted) as rows_changed
    from compared_input_rows
    group by input_name, date_day

)

select
    *,
    {{ api_call_volume.promise_columns(
        'engagement_sources.[input_name], date [date_day]: [rows_counted] rows count. Of these, raw no longer has [rows_gone], '
        ~ 'and has [rows_changed] only with other values. The marts still have them as they were.',
        'Where raw is purged by age, set raw_retention_days. Where the loader updates or deletes rows, set `sync_mode: upsert` in '
        ~ 'engagement_sources.[input_name]; where it empties the table before or after each load, `sync_mode: truncate_load`. If '
        ~ 'rows were erased or corrected once, rebuild their days with reprocess_from and reprocess_to: '
        ~ api_call_volume.build_command('reprocess_from: [date_day], reprocess_to: [date_day]')
    ) }}
from gone
where rows_gone + rows_changed > 0
