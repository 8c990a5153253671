{{ config(
    enabled=api_call_volume.has_account_trees(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set versions = api_call_volume.account_tree_versions_query() %}
{%- set periods_to_build = api_call_volume.periods_to_build(
    versions, inputs=['int_route_calls', 'int_user_calls', 'int_duration_calls', 'fct_api_calls_daily']
) %}
{%- set is_in_periods_to_build = api_call_volume.in_periods(periods_to_build) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build) }}

),

account_ancestors as (

    select
        account_id as member_account_id,
        ancestor_account_id
    from {{ ref('int_account_ancestors') }}

),

daily_calls as (

    select *
    from {{ ref('fct_api_calls_daily') }}
    where {{ is_in_periods_to_build }}

),

daily_routes as (

    select *
    from {{ ref('int_route_calls') }}
    where {{ is_in_periods_to_build }}

),

daily_users as (

    select *
    from {{ ref('int_user_calls') }}
    where {{ is_in_periods_to_build }}

),

daily_durations as (

    select *
    from {{ ref('int_duration_calls') }}
    where {{ is_in_periods_to_build }}

),

-- What each account did, once for itself and once for each account above it.
tree_calls as (

    select
        account_ancestors.ancestor_account_id,
        daily_calls.*
    from daily_calls
    inner join account_ancestors on daily_calls.account_id = account_ancestors.member_account_id

),

tree_routes as (

    select distinct
        daily_routes.date_day,
        account_ancestors.ancestor_account_id as account_id,
        daily_routes.http_route
    from daily_routes
    inner join account_ancestors on daily_routes.account_id = account_ancestors.member_account_id

),

tree_users as (

    select distinct
        daily_users.date_day,
        account_ancestors.ancestor_account_id as account_id,
        daily_users.user_id
    from daily_users
    inner join account_ancestors on daily_users.account_id = account_ancestors.member_account_id

),

tree_durations as (

    select
        daily_durations.date_day,
        account_ancestors.ancestor_account_id as account_id,
        daily_durations.duration_bucket,
        sum(daily_durations.timed_calls) as timed_calls,
        sum(daily_durations.duration_us_total) as duration_us_total
    from daily_durations
    inner join account_ancestors on daily_durations.account_id = account_ancestors.member_account_id
    group by daily_durations.date_day, account_ancestors.ancestor_account_id, daily_durations.duration_bucket

),

calls_by_period as (

    {{ api_call_volume.in_each_grain('tree_calls', periods_to_build=periods_to_build) }}

),

route_calls as (

    {{ api_call_volume.in_each_grain('tree_routes', periods_to_build=periods_to_build) }}

),

user_calls as (

    {{ api_call_volume.in_each_grain('tree_users', periods_to_build=periods_to_build) }}

),

duration_calls as (

    {{ api_call_volume.in_each_grain('tree_durations', periods_to_build=periods_to_build) }}

),

calls as (

    select
        period_grain,
        period_start,
        ancestor_account_id as account_id,
        count(distinct account_id) as active_accounts,
        count(distinct date_day) as active_days,
        sum(api_calls) as api_calls,
        {% for column in api_call_volume.outcome_columns().values() -%}
        sum({{ column }}) as {{ column }},
        {% endfor -%}
        sum(request_bytes) as request_bytes,
        sum(response_bytes) as response_bytes,
        min(first_called_at) as first_called_at,
        max(last_called_at) as last_called_at
    from calls_by_period
    group by period_grain, period_start, ancestor_account_id

),

{{ api_call_volume.non_additive_measures(none, caller=['account_id']) }}

-- A period that has no rows any more is one row without an account.
select
    periods.period_grain,
    periods.period_start,
    calls.account_id,
    cast(calls.active_accounts as {{ dbt.type_bigint() }}) as active_accounts,
    {{ api_call_volume.volume_measures() }},
    cast(calls.active_days as {{ dbt.type_bigint() }}) as active_days,
    periods.is_complete_period,
    periods.data_version
from periods
left join calls on periods.period_grain = calls.period_grain and periods.period_start = calls.period_start
{%- for measures in ['users', 'routes', 'durations'] %}
left join {{ measures }}
    on
        calls.period_grain = {{ measures }}.period_grain
        and calls.period_start = {{ measures }}.period_start
        and calls.account_id = {{ measures }}.account_id
{%- endfor %}
