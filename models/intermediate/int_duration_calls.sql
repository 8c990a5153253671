{{ config(
    unique_key=['source_name', 'loaded_date'],
    meta={'rows_where': 'date_day is not null', 'partitioned_by': ['loaded_date', 'date_day']}
) }}
{%- do api_call_volume.table_layout('date_day', ['loaded_date', 'source_name', 'account_id']) %}

{%- set arrivals_to_build = api_call_volume.arrivals_to_build() %}
{%- set has_call_counts = api_call_volume.has_call_counts() %}

{{ api_call_volume.skip_unless_due(arrivals_to_build) }}

with

arrivals as (

    {{ api_call_volume.arrivals_cte(arrivals_to_build, api_call_volume.counted_arrivals()) }}

),

counted_calls as (

    select *
    from {{ ref('int_counted_api_calls') }}
    where {{ api_call_volume.in_arrivals(arrivals_to_build) }}

),

measured_calls as (

    select
        *,
        {{ api_call_volume.duration_bucket('duration_ms') }} as duration_bucket,
        cast(round(duration_ms * 1000) as {{ dbt.type_bigint() }}) as duration_us
    from counted_calls

),

rolled_up as (

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
    arrivals.source_name,
    arrivals.loaded_date,
    arrivals.arrival_version,
    rolled_up.date_day,
    rolled_up.account_id,
    rolled_up.integration_id,
    rolled_up.duration_bucket,
    rolled_up.timed_calls,
    rolled_up.duration_us_total
from arrivals
left join rolled_up
    on
        arrivals.source_name = rolled_up.source_name
        and arrivals.loaded_date = rolled_up.loaded_date
