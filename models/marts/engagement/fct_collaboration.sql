{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set rate = api_call_volume.engagement_rates().collaboration %}
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

users as (

    select
        period_grain,
        period_start,
        account_id,
        count(distinct case when event_name = 'collaboration' and target_user_id <> user_id then user_id end) as numerator,
        count(distinct user_id) as denominator
    from events_by_period
    group by period_grain, period_start, account_id

),

api_calls as (

    {{ api_call_volume.feature_calls_query(rate.feature, periods_to_build) }}

),

counts as (

    {{ api_call_volume.counts_and_api_calls_query('users', 'api_calls') }}

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
