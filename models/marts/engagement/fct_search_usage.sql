{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key=['period_grain', 'period_start'],
    meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set versions = api_call_volume.engagement_mart_versions('fct_search_usage') %}
{%- set periods_to_build = api_call_volume.periods_to_build(versions) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_cte(versions, periods_to_build) }}

),

product_events as (

    select *
    from {{ ref('int_product_events') }}
    where
        session_id is not null
        and {{ api_call_volume.in_periods(periods_to_build) }}

),

events_by_period as (

    {{ api_call_volume.in_each_grain('product_events', periods_to_build=periods_to_build) }}

),

sessions as (

    select
        period_grain,
        period_start,
        account_id,
        count(distinct case when event_name = 'search' then session_id end) as numerator,
        count(distinct session_id) as denominator
    from events_by_period
    group by period_grain, period_start, account_id

),

{{ api_call_volume.engagement_rate('sessions', 'search', periods_to_build) }}
