{{ config(
    unique_key=['source_name', 'coalesce(loaded_date, ' ~ api_call_volume.unknown_load_date() ~ ')'],
    meta={'rows_where': 'reject_reason is not null'}
) }}
{%- do api_call_volume.table_layout('loaded_date', ['source_name']) %}

{%- set load_dates_to_build = api_call_volume.load_dates_of_rejected_calls_to_build() %}

{{ api_call_volume.skip_unless_due(load_dates_to_build) }}

with

load_dates as (

    {{ api_call_volume.load_dates_query(load_dates_to_build, api_call_volume.rejected_load_versions_query()) }}

),

rejected_calls as (

    select *
    from {{ ref('int_inventoried_api_calls') }}
    where
        disposition = 'rejected'
        and {{ api_call_volume.in_load_dates(load_dates_to_build) }}

)

select
    load_dates.source_name,
    rejected_calls.source_format,
    nullif(load_dates.loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
    rejected_calls.loaded_at,
    rejected_calls.reject_reason,
    rejected_calls.event_id,
    rejected_calls.raw_record,
    load_dates.load_version as data_version
from load_dates
left join rejected_calls
    on
        load_dates.source_name = rejected_calls.source_name
        and load_dates.loaded_date = rejected_calls.loaded_date
