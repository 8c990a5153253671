{{ config(enabled=api_call_volume.has_engagement_source()) }}

-- An engagement input with a loaded_at still has each row that counts, as it was counted. A failure names the dates of
-- which rows are gone from raw, or are other ones now; the marts still have them as they were. By default (sync_mode: append)
-- rows come, and go only by age: what_to_do names the setting for a raw table that behaves in another way. Rows that were
-- loaded more than raw_retention_days ago, and inputs with another sync_mode, are not compared.

-- Tested when the marts are built. depends_on: {{ ref('fct_engagement_scorecard') }}
{%- set compared = [] %}
{%- for name in api_call_volume.engagement_keys() %}
{%- set existing = ref('int_' ~ name) %}
{%- set source = api_call_volume.engagement_sources().get(name) %}
{%- if source and source.get('sync_mode', 'append') == 'append' and api_call_volume.engagement_raw_columns(name).loaded_at != 'null' %}
{%- do compared.append([name, existing]) %}
{%- endif %}
{%- endfor %}

with
{% for name, existing in compared %}
raw_{{ name }} as (

    {{ api_call_volume.engagement_input_query(name) }}

),

keyed_{{ name }} as (

    {{ api_call_volume.read_rows_query(name, 'raw_' ~ name, none) }}

),

read_{{ name }} as (

    select
        row_key,
        {{ api_call_volume.row_version(['date_day'] + api_call_volume.engagement_columns()[name].keys() | list) }} as raw_version
    from keyed_{{ name }}

),
{% endfor %}
compared_rows as (
    {% for name, existing in compared %}
    select
        cast('{{ name }}' as {{ dbt.type_string() }}) as input_name,
        existing.row_key,
        existing.date_day,
        max(case when read_rows.row_key is not null then 1 else 0 end) as is_in_raw,
        max(case when read_rows.raw_version = existing.row_version then 1 else 0 end) as is_as_counted
    from {{ api_call_volume.relation_as(existing, 'existing') }}
    left join read_{{ name }} as read_rows on existing.row_key = read_rows.row_key
    where
        existing.date_day is not null
        and {{ api_call_volume.is_within_retention('existing.loaded_at') }}
    group by existing.row_key, existing.date_day
    {{ 'union all' if not loop.last }}
    {% else %}
    select
        cast(null as {{ dbt.type_string() }}) as input_name,
        cast(null as {{ dbt.type_string() }}) as row_key,
        cast(null as date) as date_day,
        1 as is_in_raw,
        1 as is_as_counted
    {% endfor %}
),

gone as (

    select
        input_name,
        date_day,
        count(*) as rows_counted,
        sum(1 - is_in_raw) as rows_gone,
        sum(is_in_raw - is_as_counted) as rows_changed
    from compared_rows
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
