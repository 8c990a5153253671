{{ config(
    enabled=api_call_volume.billing_periods_relation() is not none,
    unique_key=['source_name', 'loaded_date'],
    meta={'rows_where': 'date_day is not null', 'spark_partitions': ['loaded_date', 'date_day']}
) }}
{%- do api_call_volume.table_layout('date_day', ['loaded_date', 'source_name', 'account_id']) %}

{%- set load_dates_to_build = api_call_volume.local_days_to_build() %}
{%- set has_call_counts = api_call_volume.has_call_counts() %}

{{ api_call_volume.skip_unless_due(load_dates_to_build) }}

with

{{ api_call_volume.counted_calls_to_build(load_dates_to_build) }},

account_time_zones as (

    {{ api_call_volume.account_time_zones_query() }}

),

local_calls as (

    select
        {{ api_call_volume.all_columns('counted_calls', ['account_id']) }},
        account_time_zones.time_zone,
        {{ api_call_volume.local_date('counted_calls.occurred_at', 'account_time_zones.time_zone') | indent(8) }} as local_day,
        {{ api_call_volume.local_date('counted_calls.loaded_at', 'account_time_zones.time_zone') | indent(8) }} as local_loaded_date
    from counted_calls
    inner join account_time_zones on counted_calls.account_id = account_time_zones.account_id

),

aggregated as (

    select
        source_name,
        loaded_date,
        date_day,
        account_id,
        time_zone,
        local_day,
        local_loaded_date,
        {{ api_call_volume.weighted_count('source_name', has_call_counts) }} as api_calls,
        {% for outcome, column in api_call_volume.outcome_columns().items() -%}
        {{ api_call_volume.weighted_count("case when outcome = '" ~ outcome ~ "' then source_name end", has_call_counts) }} as {{ column }},
        {% endfor -%}
        {% for measure in api_call_volume.call_measures() -%}
        {{ api_call_volume.weighted_sum(measure, has_call_counts) }} as {{ measure }},
        {% endfor -%}
        {{ api_call_volume.weighted_sum('request_bytes', has_call_counts) }} as request_bytes,
        {{ api_call_volume.weighted_sum('response_bytes', has_call_counts) }} as response_bytes
    from local_calls
    group by
        source_name,
        loaded_date,
        date_day,
        account_id,
        time_zone,
        local_day,
        local_loaded_date

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    load_dates.load_version,
    aggregated.date_day,
    aggregated.account_id,
    aggregated.time_zone,
    aggregated.local_day,
    aggregated.local_loaded_date,
    aggregated.api_calls,
    {% for column in api_call_volume.outcome_columns().values() -%}
    aggregated.{{ column }},
    {% endfor -%}
    {% for measure in api_call_volume.call_measures() -%}
    aggregated.{{ measure }},
    {% endfor -%}
    aggregated.request_bytes,
    aggregated.response_bytes
from load_dates
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
