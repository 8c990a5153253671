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

aggregated as (

    select
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        user_id,
        {% for outcome, column in api_call_volume.outcome_columns().items() -%}
        {{ api_call_volume.weighted_count("case when outcome = '" ~ outcome ~ "' then 1 end", has_call_counts) }} as {{ column }},
        {% endfor -%}
        {{ api_call_volume.weighted_count('source_name', has_call_counts) }} as api_calls
    from counted_calls
    group by
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        user_id

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    load_dates.load_version,
    aggregated.date_day,
    aggregated.account_id,
    aggregated.integration_id,
    aggregated.user_id,
    aggregated.api_calls,
    aggregated.{{ api_call_volume.outcome_columns().values() | join(',\n    aggregated.') }}
from load_dates
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
