{{ config(
    unique_key=['source_name', 'coalesce(loaded_date, ' ~ api_call_volume.unknown_arrival_date() ~ ')'],
    meta={'rows_where': 'reject_reason is not null'}
) }}
{%- do api_call_volume.table_layout('loaded_date', ['source_name']) %}

{%- set arrivals_to_build = api_call_volume.rejected_arrivals_to_build() %}

{{ api_call_volume.skip_unless_due(arrivals_to_build) }}

with

arrivals as (

    {{ api_call_volume.arrivals_cte(arrivals_to_build, api_call_volume.rejected_arrivals()) }}

),

rejected_calls as (

    select *
    from {{ ref('int_arrived_api_calls') }}
    where
        disposition = 'rejected'
        and {{ api_call_volume.in_arrivals(arrivals_to_build) }}

)

select
    arrivals.source_name,
    rejected_calls.source_format,
    nullif(arrivals.loaded_date, {{ api_call_volume.unknown_arrival_date() }}) as loaded_date,
    rejected_calls.loaded_at,
    rejected_calls.reject_reason,
    rejected_calls.event_id,
    rejected_calls.raw_record,
    arrivals.arrival_version as data_version
from arrivals
left join rejected_calls
    on
        arrivals.source_name = rejected_calls.source_name
        and arrivals.loaded_date = rejected_calls.loaded_date
