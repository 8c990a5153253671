{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set window_days = api_call_volume.notification_window_days() %}
{%- set rate = api_call_volume.engagement_rates().notification_interaction %}
{%- set versions = api_call_volume.rate_versions_query(rate) %}
{%- set periods_to_build = api_call_volume.periods_to_build(versions) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build) }}

),

-- A notification that was delivered again counts from its first delivery: int_notifications has it once.
notifications as (

    select *
    from {{ ref('int_notifications') }}
    where
        {{ rate.counted.where }}
        and {{ api_call_volume.in_periods(periods_to_build) }}

),

actions as (

    select
        account_id,
        object_id as notification_id,
        occurred_at
    from {{ ref('int_product_events') }}
    where
        {{ rate.judged_by.where }}
        and {{ api_call_volume.in_periods(periods_to_build, days_after=rate.judged_by.days_after) }}

),

acted_on as (

    select distinct
        notifications.account_id,
        notifications.notification_id
    from notifications
    inner join actions
        on
            notifications.account_id = actions.account_id
            and notifications.notification_id = actions.notification_id
    where
        actions.occurred_at >= notifications.delivered_at
        and actions.occurred_at < {{ api_call_volume.timestamp_plus('hour', 24 * window_days, 'notifications.delivered_at') }}

),

followed as (

    select
        notifications.account_id,
        notifications.date_day,
        acted_on.notification_id is not null as is_acted_on
    from notifications
    left join acted_on
        on
            notifications.account_id = acted_on.account_id
            and notifications.notification_id = acted_on.notification_id

),

followed_by_period as (

    {{ api_call_volume.in_each_grain('followed', periods_to_build=periods_to_build) }}

),

counted_notifications as (

    select
        period_grain,
        period_start,
        account_id,
        sum(case when is_acted_on then 1 else 0 end) as numerator,
        count(*) as denominator
    from followed_by_period
    group by period_grain, period_start, account_id

),

api_calls as (

    {{ api_call_volume.feature_calls_query(rate.feature, periods_to_build) }}

),

counts as (

    {{ api_call_volume.counts_and_api_calls_query('counted_notifications', 'api_calls') }}

)

-- A period that has no rows any more is one row without an account.
select
    periods.period_grain,
    periods.period_start,
    counts.account_id,
    counts.numerator,
    counts.denominator,
    cast(
        cast(counts.numerator as {{ api_call_volume.type_double() }}) / nullif(counts.denominator, 0) as {{ dbt.type_numeric() }}
    ) as rate,
    counts.numerator as numerator_product,
    counts.numerator_api,
    periods.is_complete_period,
    periods.data_version
from periods
left join counts
    on
        periods.period_grain = counts.period_grain
        and periods.period_start = counts.period_start
