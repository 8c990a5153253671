{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set rate = api_call_volume.engagement_rates().content_consumption %}
{%- set versions = api_call_volume.rate_versions_query(rate) %}
{%- set periods_to_build = api_call_volume.periods_to_build(versions) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build) }}

),

product_events as (

    select *
    from {{ ref('int_product_events') }}
    where
        {{ rate.counted.where }}
        and {{ api_call_volume.in_periods(periods_to_build) }}

),

events_by_period as (

    {{ api_call_volume.in_each_grain('product_events', periods_to_build=periods_to_build) }}

),

items as (

    {{ api_call_volume.item_days_query() }}

),

active_accounts as (

    select distinct
        period_grain,
        period_start,
        account_id,
        {{ api_call_volume.next_period_start('period_start', 'period_grain') }} as next_period_start
    from events_by_period

),

available as (

    select
        active_accounts.period_grain,
        active_accounts.period_start,
        active_accounts.account_id,
        count(distinct items.item_id) as denominator
    from active_accounts
    inner join items
        on
            active_accounts.next_period_start > items.first_day
            and active_accounts.period_start <= items.last_day
            and (items.account_id is null or active_accounts.account_id = items.account_id)
    group by active_accounts.period_grain, active_accounts.period_start, active_accounts.account_id

),

-- Only items that were available when they were read: otherwise the rate could exceed 1.
consumed as (

    select
        events_by_period.period_grain,
        events_by_period.period_start,
        events_by_period.account_id,
        count(distinct items.item_id) as numerator
    from events_by_period
    inner join items
        on
            events_by_period.object_id = items.item_id
            and events_by_period.date_day between items.first_day and items.last_day
            and (items.account_id is null or events_by_period.account_id = items.account_id)
    where events_by_period.event_name = 'content_read'
    group by events_by_period.period_grain, events_by_period.period_start, events_by_period.account_id

),

content as (

    select
        available.period_grain,
        available.period_start,
        available.account_id,
        coalesce(consumed.numerator, 0) as numerator,
        available.denominator
    from available
    left join consumed
        on
            available.period_grain = consumed.period_grain
            and available.period_start = consumed.period_start
            and available.account_id = consumed.account_id

),

api_calls as (

    {{ api_call_volume.feature_calls_query(rate.feature, periods_to_build) }}

),

counts as (

    {{ api_call_volume.counts_and_api_calls_query('content', 'api_calls') }}

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
