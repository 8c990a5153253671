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
        http_request_method,
        http_route,
        http_response_status_code,
        outcome,
        {% for dimension in api_call_volume.call_dimensions() -%}
        coalesce({{ dimension }}, '(unattributed)') as {{ dimension }},
        {% endfor -%}
        {{ api_call_volume.weighted_count('source_name', has_call_counts) }} as api_calls,
        {{ api_call_volume.weighted_sum('request_bytes', has_call_counts) }} as request_bytes,
        {{ api_call_volume.weighted_sum('response_bytes', has_call_counts) }} as response_bytes,
        {% for measure in api_call_volume.call_measures() -%}
        {{ api_call_volume.weighted_sum(measure, has_call_counts) }} as {{ measure }},
        {% endfor -%}
        {{ api_call_volume.weighted_sum('duration_us', has_call_counts) }} as duration_us_total,
        {{ api_call_volume.weighted_count('duration_us', has_call_counts) }} as timed_calls,
        min(occurred_at) as first_called_at,
        max(occurred_at) as last_called_at
    from measured_calls
    group by
        source_name,
        loaded_date,
        date_day,
        account_id,
        integration_id,
        http_request_method,
        http_route,
        http_response_status_code,
        {% for dimension in api_call_volume.call_dimensions() -%}
        coalesce({{ dimension }}, '(unattributed)'),
        {% endfor -%}
        outcome

)

select
    load_dates.source_name,
    load_dates.loaded_date,
    load_dates.load_version,
    {{ api_call_volume.now() }} as built_at,
    aggregated.date_day,
    aggregated.account_id,
    aggregated.integration_id,
    aggregated.http_request_method,
    aggregated.http_route,
    aggregated.http_response_status_code,
    aggregated.outcome,
    {% for dimension in api_call_volume.call_dimensions() -%}
    aggregated.{{ dimension }},
    {% endfor -%}
    aggregated.api_calls,
    aggregated.request_bytes,
    aggregated.response_bytes,
    {% for measure in api_call_volume.call_measures() -%}
    aggregated.{{ measure }},
    {% endfor -%}
    aggregated.duration_us_total,
    aggregated.timed_calls,
    aggregated.first_called_at,
    aggregated.last_called_at
from load_dates
left join aggregated
    on
        load_dates.source_name = aggregated.source_name
        and load_dates.loaded_date = aggregated.loaded_date
