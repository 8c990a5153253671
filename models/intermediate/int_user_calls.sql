{{ config(
    unique_key=['source_name', 'loaded_date'],
    meta={'rows_where': 'date_day is not null', 'spark_partitions': ['loaded_date', 'date_day']}
) }}
{%- do api_call_volume.table_layout('date_day', ['loaded_date', 'source_name', 'account_id']) %}

{%- set load_dates_to_build = api_call_volume.load_dates_to_build() %}

{{ api_call_volume.skip_unless_due(load_dates_to_build) }}

with

{{ api_call_volume.counted_calls_to_build(load_dates_to_build) }},

aggregated as (

    select distinct
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        user_id
    from counted_calls

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    load_dates.load_version,
    aggregated.date_day,
    aggregated.account_id,
    aggregated.integration_id,
    aggregated.user_id
from load_dates
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
