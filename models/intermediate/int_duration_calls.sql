{{ config(
    unique_key=['source_name', 'loaded_date'],
    meta={'rows_where': 'date_day is not null', 'spark_partitions': ['loaded_date', 'date_day']}
) }}
{%- do api_call_volume.table_layout('date_day', ['loaded_date', 'source_name', 'account_id']) %}

{%- set load_dates_to_build = api_call_volume.load_dates_to_build() %}
{%- set has_call_counts = api_call_volume.has_call_counts() %}

{{ api_call_volume.skip_unless_due(load_dates_to_build) }}

with

{{ api_call_volume.counted_calls_to_build(load_dates_to_build) }},

measured_calls as (

    select
        *,
        {{ api_call_volume.duration_bucket('duration_ms') }} as duration_bucket,
        cast(round(duration_ms * 1000) as {{ dbt.type_bigint() }}) as duration_us
    from counted_calls

),

aggregated as (

    select
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        duration_bucket,
        {{ api_call_volume.weighted_count('duration_us', has_call_counts) }} as timed_calls,
        {{ api_call_volume.weighted_sum('duration_us', has_call_counts) }} as duration_us_total
    from measured_calls
    group by
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        duration_bucket

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    load_dates.load_version,
    aggregated.date_day,
    aggregated.account_id,
    aggregated.integration_id,
    aggregated.duration_bucket,
    aggregated.timed_calls,
    aggregated.duration_us_total
from load_dates
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
