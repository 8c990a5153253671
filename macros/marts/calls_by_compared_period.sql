{% macro calls_by_compared_period(period) %}
    {#-
        The query of the weekly and of the monthly fact (`period`: week or month), which differ in that
        word only: the measures of the daily fact over the longer period, beside those of the calendar's
        previous period.
    -#}
    {%- set date_period = 'date_' ~ period -%}
with

route_calls as (

    select * from {{ ref('int_route_calls') }}

),

user_calls as (

    select * from {{ ref('int_user_calls') }}

),

duration_calls as (

    select * from {{ ref('int_duration_calls') }}

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

counted_days as (

    select distinct date_day
    from {{ ref('fct_api_call_ledger') }}
    where rows_counted > 0

),

days as (

    select
        date_day,
        {{ api_call_volume.period_start('date_day', period) }} as {{ date_period }}
    from counted_days

),

calls as (

    {{ api_call_volume.calls_by_period('route_calls', 'days', date_period) }}

),

users as (

    {{ api_call_volume.users_by_period('user_calls', 'days', date_period) }}

),

percentiles as (

    {{ api_call_volume.duration_percentiles_by_period('duration_calls', 'days', date_period) }}

),

account_starts as (

    select
        account_id,
        min({{ date_period }}) as first_{{ date_period }}
    from calls
    group by account_id

),

-- Each period's calls beside the period that comes next, whether or not there were calls in that one.
previous_calls as (

    select
        {{ api_call_volume.next_period_start(date_period, period) }} as {{ date_period }},
        account_id,
        integration_id,
        api_calls
    from calls

),

compared as (

    select
        calls.{{ date_period }},
        calls.account_id,
        calls.integration_id,
        {{ api_call_volume.volume_measures() }},
        cast(calls.active_days as {{ dbt.type_bigint() }}) as active_days,
        {{ dbt.datediff(
            'calls.' ~ date_period, api_call_volume.next_period_start('calls.' ~ date_period, period), 'day'
        ) }} as period_days,
        coalesce(
            previous_calls.api_calls,
            case when account_starts.first_{{ date_period }} < calls.{{ date_period }} then 0 end
        ) as previous_period_calls,
        coalesce(
            {{ api_call_volume.next_period_start('calls.' ~ date_period, period) }} <= completeness.complete_before, false
        ) as is_complete_period
    from calls
    inner join account_starts on calls.account_id = account_starts.account_id
    left join previous_calls
        on
            calls.{{ date_period }} = previous_calls.{{ date_period }}
            and calls.account_id = previous_calls.account_id
            and calls.integration_id = previous_calls.integration_id
    left join users
        on
            calls.{{ date_period }} = users.{{ date_period }}
            and calls.account_id = users.account_id
            and calls.integration_id = users.integration_id
    left join percentiles
        on
            calls.{{ date_period }} = percentiles.{{ date_period }}
            and calls.account_id = percentiles.account_id
            and calls.integration_id = percentiles.integration_id
    cross join completeness

)

select
    {{ date_period }},
    account_id,
    integration_id,
    api_calls,
    successful_calls,
    client_error_calls,
    auth_failed_calls,
    rate_limited_calls,
    server_error_calls,
    aborted_calls,
    active_users,
    active_routes,
    active_days,
    request_bytes,
    response_bytes,
    duration_ms_avg,
    duration_ms_p50,
    duration_ms_p95,
    duration_ms_p99,
    first_called_at,
    last_called_at,
    cast(api_calls / period_days as {{ dbt.type_numeric() }}) as calls_per_day,
    cast(previous_period_calls as {{ dbt.type_numeric() }}) as previous_period_calls,
    cast(
        (api_calls - previous_period_calls) / nullif(previous_period_calls, 0) as {{ dbt.type_numeric() }}
    ) as change_ratio,
    is_complete_period
from compared
{% endmacro %}
