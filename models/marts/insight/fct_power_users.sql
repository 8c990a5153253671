{{ config(unique_key='date_week', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_week', ['account_id', 'user_id']) %}

{%- set bigint = dbt.type_bigint() %}
{%- set numeric = dbt.type_numeric() %}
{%- set knows_features = api_call_volume.has_engagement_source('product_events') %}

{#- The calls of users are compared with the ledger (check_inputs). -#}
{%- do ref('fct_api_call_ledger') %}
{%- set versions = api_call_volume.power_user_versions_query() %}
{%- set weeks_to_build = api_call_volume.periods_to_build(versions, 'week', inputs=['int_user_calls']) %}
{%- set is_in_four_weeks = api_call_volume.in_periods(weeks_to_build, periods_before=3) %}

{{ api_call_volume.skip_unless_due(weeks_to_build) }}

with

weeks as (

    {{ api_call_volume.periods_query(versions, weeks_to_build, 'date_week') }}

),

user_days as (

    select
        date_day,
        account_id,
        user_id,
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
        sum(api_calls) as api_calls
    from {{ ref('int_user_calls') }}
    where
        user_id is not null
        and {{ is_in_four_weeks }}
    group by date_day, account_id, user_id

),

account_calls as (

    select
        date_day,
        account_id,
        api_calls,
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week
    from {{ ref('fct_account_calls_daily') }}
    where {{ api_call_volume.in_periods(weeks_to_build) }}

),

account_weeks as (

    select
        date_week,
        account_id,
        sum(api_calls) as api_calls
    from account_calls
    group by date_week, account_id

),

-- A day counts in its week, and in the 28 days that end with each of the three weeks after it.
user_days_of_weeks as (
    {% for weeks_after in range(4) %}
    select
        {{ 'date_week' if weeks_after == 0 else api_call_volume.next_period_start('date_week', 'week', weeks_after) ~ ' as date_week' }},
        account_id,
        user_id,
        {{ 'api_calls' if weeks_after == 0 else '0 as api_calls' }}
    from user_days
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

user_weeks as (

    select
        date_week,
        account_id,
        user_id,
        sum(api_calls) as api_calls,
        count(*) as active_days_28
    from user_days_of_weeks
    group by date_week, account_id, user_id

),
{%- if knows_features %}

product_events as (

    select
        account_id,
        user_id,
        event_name,
        {{ api_call_volume.period_start('date_day', 'week') }} as date_week
    from {{ ref('int_product_events') }}
    where
        user_id is not null
        and event_name is not null
        and {{ is_in_four_weeks }}

),

events_of_weeks as (
    {% for weeks_after in range(4) %}
    select
        {{ 'date_week' if weeks_after == 0 else api_call_volume.next_period_start('date_week', 'week', weeks_after) ~ ' as date_week' }},
        account_id,
        user_id,
        event_name
    from product_events
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

ranked_features as (

    select
        date_week,
        account_id,
        user_id,
        event_name,
        row_number() over (
            partition by date_week, account_id, user_id order by count(*) desc, {{ api_call_volume.binary_order('event_name') }}
        ) as feature_rank
    from events_of_weeks
    group by date_week, account_id, user_id, event_name

),

user_features as (

    select
        date_week,
        account_id,
        user_id,
        count(*) as features_used,
        max(case when feature_rank = 1 then event_name end) as top_feature
    from ranked_features
    group by date_week, account_id, user_id

),
{%- endif %}

power_users as (

    select
        user_weeks.date_week,
        user_weeks.account_id,
        user_weeks.user_id,
        user_weeks.api_calls,
        user_weeks.active_days_28,
        {%- if knows_features %}
        coalesce(user_features.features_used, 0) as features_used,
        user_features.top_feature,
        {%- else %}
        null as features_used,
        null as top_feature,
        {%- endif %}
        account_weeks.api_calls as account_calls
    from user_weeks
    left join account_weeks
        on
            user_weeks.date_week = account_weeks.date_week
            and user_weeks.account_id = account_weeks.account_id
    {%- if knows_features %}
    left join user_features
        on
            user_weeks.date_week = user_features.date_week
            and user_weeks.account_id = user_features.account_id
            and user_weeks.user_id = user_features.user_id
    {%- endif %}

)

-- A week that has no rows any more, or is not complete any more, is one row without an account.
select
    weeks.date_week,
    power_users.account_id,
    power_users.user_id,
    cast(power_users.api_calls as {{ numeric }}) as api_calls,
    cast(power_users.active_days_28 as {{ bigint }}) as active_days_28,
    cast(power_users.features_used as {{ bigint }}) as features_used,
    cast(power_users.top_feature as {{ dbt.type_string() }}) as top_feature,
    cast(
        {{ api_call_volume.share_of_calls('power_users.api_calls', 'power_users.account_calls') }} as {{ numeric }}
    ) as share_of_account_calls,
    power_users.active_days_28 >= {{ api_call_volume.power_user_days() }} as is_power_user,
    weeks.is_complete_period,
    weeks.data_version
from weeks
left join power_users on weeks.date_week = power_users.date_week and weeks.data_version is not null
