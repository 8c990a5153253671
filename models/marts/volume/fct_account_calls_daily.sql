{#- The contract knows no column that a user adds. -#}
{{ config(
    unique_key='date_day',
    contract={'enforced': not api_call_volume.call_measures()},
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('date_day', ['account_id']) %}

{%- set versions = api_call_volume.fact_versions_query('fct_account_calls_daily') %}
{%- set days_to_build = api_call_volume.periods_to_build(
    versions, 'day', inputs=['int_route_calls', 'int_user_calls', 'int_duration_calls', 'fct_api_calls_daily']
) %}
{%- set is_in_days_to_build = api_call_volume.in_periods(days_to_build) %}
{%- set is_in_their_windows = api_call_volume.in_periods(days_to_build, periods_before=27) %}

{{ api_call_volume.skip_unless_due(days_to_build) }}

with

days as (

    {{ api_call_volume.periods_query(versions, days_to_build, 'date_day') }}

),

daily_calls as (

    select *
    from {{ ref('fct_api_calls_daily') }}
    where {{ is_in_days_to_build }}

),

route_calls as (

    select *
    from {{ ref('int_route_calls') }}
    where {{ is_in_days_to_build }}

),

user_calls as (

    select *
    from {{ ref('int_user_calls') }}
    where {{ is_in_days_to_build }}

),

duration_calls as (

    select *
    from {{ ref('int_duration_calls') }}
    where {{ is_in_days_to_build }}

),

recent_calls as (

    select
        date_day,
        account_id,
        sum(api_calls) as api_calls
    from {{ ref('fct_api_calls_daily') }}
    where {{ is_in_their_windows }}
    group by date_day, account_id

),

recent_user_calls as (

    select *
    from {{ ref('int_user_calls') }}
    where {{ is_in_their_windows }}

),

calls as (

    select
        date_day,
        account_id,
        sum(api_calls) as api_calls,
        {% for column in api_call_volume.outcome_columns().values() -%}
        sum({{ column }}) as {{ column }},
        {% endfor -%}
        sum(request_bytes) as request_bytes,
        sum(response_bytes) as response_bytes,
        {% for measure in api_call_volume.call_measures() -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        min(first_called_at) as first_called_at,
        max(last_called_at) as last_called_at
    from daily_calls
    group by date_day, account_id

),

{{ api_call_volume.non_additive_measures('day', caller=['account_id']) }},

{{ api_call_volume.trailing_sums() }}

select
    days.date_day,
    calls.account_id,
    {{ api_call_volume.volume_measures() }},
    {% for measure in api_call_volume.call_measures() -%}
    cast(calls.{{ measure }} as {{ api_call_volume.type_sum() }}) as {{ measure }},
    {% endfor -%}
    cast(trailing_sums.api_calls_7d as {{ dbt.type_numeric() }}) as api_calls_7d,
    cast(trailing_sums.api_calls_28d as {{ dbt.type_numeric() }}) as api_calls_28d,
    cast(trailing_sums.active_users_7d as {{ dbt.type_bigint() }}) as active_users_7d,
    cast(trailing_sums.active_users_28d as {{ dbt.type_bigint() }}) as active_users_28d,
    cast(trailing_sums.active_days_28d as {{ dbt.type_bigint() }}) as active_days_28d,
    days.is_complete_period,
    days.data_version
from days
left join calls on days.date_day = calls.date_day
left join users on calls.date_day = users.date_day and calls.account_id = users.account_id
left join routes on calls.date_day = routes.date_day and calls.account_id = routes.account_id
left join durations on calls.date_day = durations.date_day and calls.account_id = durations.account_id
left join trailing_sums on calls.date_day = trailing_sums.date_day and calls.account_id = trailing_sums.account_id
