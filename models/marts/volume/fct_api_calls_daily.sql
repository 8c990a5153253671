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

days as (

    select distinct date_day
    from {{ ref('fct_api_call_ledger') }}
    where rows_counted > 0

),

calls as (

    {{ api_call_volume.calls_by_period('route_calls', 'days', 'date_day') }}

),

users as (

    {{ api_call_volume.users_by_period('user_calls', 'days', 'date_day') }}

),

percentiles as (

    {{ api_call_volume.duration_percentiles_by_period('duration_calls', 'days', 'date_day') }}

)

select
    calls.date_day,
    calls.account_id,
    calls.integration_id,
    {{ api_call_volume.volume_measures() }},
    coalesce({{ api_call_volume.next_period_start('calls.date_day', 'day') }} <= completeness.complete_before, false) as is_complete_period
from calls
left join users
    on
        calls.date_day = users.date_day
        and calls.account_id = users.account_id
        and calls.integration_id = users.integration_id
left join percentiles
    on
        calls.date_day = percentiles.date_day
        and calls.account_id = percentiles.account_id
        and calls.integration_id = percentiles.integration_id
cross join completeness
