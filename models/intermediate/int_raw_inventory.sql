{{ config(unique_key=['source_name', 'loaded_date'], meta={'rows_where': 'raw_rows is not null'}) }}
{%- do api_call_volume.table_layout('loaded_date', ['source_name']) %}

{%- set load_dates_changed_in_raw = api_call_volume.load_dates_changed_in_raw() %}
{%- do api_call_volume.check_settings_of_int_api_calls() if load_dates_changed_in_raw != [] %}

{{ api_call_volume.skip_unless_due(load_dates_changed_in_raw) }}

with

api_calls as (

    select *
    from {{ ref('int_api_calls') }}
    where {{ api_call_volume.in_load_dates(load_dates_changed_in_raw) }}

),

aggregated as (

    select
        source_name,
        loaded_date,
        date_day,
        disposition,
        count(*) as raw_rows,
        cast(coalesce(sum(call_count), 0) as {{ dbt.type_numeric() }}) as calls,
        cast(
            coalesce(sum(case when account_id = '(unattributed)' then call_count end), 0) as {{ dbt.type_numeric() }}
        ) as unattributed_calls,
        cast(sum(content_version) as {{ dbt.type_bigint() }}) as content_version,
        cast(sum(raw_row_count) as {{ dbt.type_bigint() }}) as rows_in_raw,
        cast(sum({{ api_call_volume.load_times_version(rows='raw_row_count') }}) as {{ dbt.type_bigint() }}) as load_times_version,
        min(loaded_at) as first_loaded_at,
        max(loaded_at) as last_loaded_at,
        max(retention_days) as retention_days
    from api_calls
    group by source_name, loaded_date, date_day, disposition

),

days as (

    select distinct date_day
    from aggregated
    where date_day is not null

),

owners_versions as (

    {{ api_call_volume.owners_versions('days') }}

),

load_dates as (
    {% if load_dates_changed_in_raw is none %}
    select distinct
        source_name,
        loaded_date
    from aggregated
    {% else %}
    {{ api_call_volume.literal_rows(
        load_dates_changed_in_raw, {'source_name': dbt.type_string(), 'loaded_date': api_call_volume.type_date()}
    ) }}
    {% endif %}
),

policies as (
    {% for source in api_call_volume.api_call_sources(only_read=false) %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        cast('{{ api_call_volume.source_policy(source) }}' as {{ dbt.type_string() }}) as source_policy
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    aggregated.date_day,
    aggregated.disposition,
    aggregated.raw_rows,
    aggregated.calls,
    aggregated.unattributed_calls,
    aggregated.content_version,
    aggregated.rows_in_raw,
    aggregated.load_times_version,
    aggregated.first_loaded_at,
    aggregated.last_loaded_at,
    aggregated.retention_days,
    {{ api_call_volume.policy_of_inventory_row(
        'load_dates.source_name',
        api_call_volume.inventory_policy_day('load_dates.loaded_date', 'aggregated.date_day', 'aggregated.disposition') | trim,
        'policies.source_policy'
    ) }} as source_policy,
    coalesce(owners_versions.owners_version, 0) as owners_version
from load_dates
inner join policies on load_dates.source_name = policies.source_name
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
left join owners_versions on aggregated.date_day = owners_versions.date_day
