{#- The contract knows no column that a user adds. -#}
{{ config(contract={'enforced': not api_call_volume.call_dimensions()}) }}
{%- do api_call_volume.table_layout(kept=false) %}
{%- set dimensions = api_call_volume.call_dimensions() %}

with

route_calls as (

    select * from {{ ref('int_route_calls') }}

),

days as (

    {{ api_call_volume.periods_query(api_call_volume.ledger_versions_query('day'), none, 'date_day') }}

),

calls as (

    select
        date_day,
        account_id,
        integration_id,
        http_request_method,
        http_route,
        http_response_status_code,
        {% for dimension in dimensions -%}
        {{ dimension }},
        {% endfor -%}
        sum(api_calls) as api_calls,
        sum(duration_us_total) / 1000 / nullif(sum(timed_calls), 0) as duration_ms_avg,
        sum(request_bytes) as request_bytes,
        sum(response_bytes) as response_bytes
    from route_calls
    group by
        date_day,
        account_id,
        integration_id,
        http_request_method,
        http_route,
        {% for dimension in dimensions -%}
        {{ dimension }},
        {% endfor -%}
        http_response_status_code

)

select
    calls.date_day,
    calls.account_id,
    calls.integration_id,
    calls.http_request_method,
    calls.http_route,
    calls.http_response_status_code,
    {% for dimension in dimensions -%}
    calls.{{ dimension }},
    {% endfor -%}
    cast(calls.api_calls as {{ dbt.type_numeric() }}) as api_calls,
    cast(calls.duration_ms_avg as {{ dbt.type_numeric() }}) as duration_ms_avg,
    cast(calls.request_bytes as {{ api_call_volume.type_sum(whole=true) }}) as request_bytes,
    cast(calls.response_bytes as {{ api_call_volume.type_sum(whole=true) }}) as response_bytes,
    days.is_complete_period,
    days.data_version
from calls
inner join days on calls.date_day = days.date_day
