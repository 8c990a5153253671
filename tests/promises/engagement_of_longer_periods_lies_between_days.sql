{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set rates = api_call_volume.engagement_rates().values() %}

-- A distinct count of a week or month is at least that of its largest day and at most the sum of its days; API calls add
-- up. After a failure, build again; if it fails again, with --full-refresh.
-- An item that becomes available on a day on which the account does nothing is in its week and in none of its days, and
-- may be its only item.

with

{% for rate in rates %}
days_of_{{ rate.mart }} as (
    {% for period in ['week', 'month'] %}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        {{ api_call_volume.period_start('period_start', period) }} as period_start,
        account_id,
        max(numerator) as largest_numerator,
        sum(numerator) as sum_of_numerators,
        max(denominator) as largest_denominator,
        sum(denominator) as sum_of_denominators,
        sum(numerator_api) as numerator_api
    from {{ ref(rate.mart) }}
    where period_grain = 'day'
    group by 1, 2, 3
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

longer_of_{{ rate.mart }} as (

    select *
    from {{ ref(rate.mart) }}
    where period_grain <> 'day'

),

{% endfor %}

compared as (
    {% for rate in rates %}
    select
        '{{ rate.mart }}' as mart,
        {{ 'true' if rate.has_items else 'false' }} as has_items,
        coalesce(longer.period_grain, by_day.period_grain) as period_grain,
        coalesce(longer.period_start, by_day.period_start) as period_start,
        coalesce(longer.account_id, by_day.account_id) as account_id,
        longer.numerator,
        longer.denominator,
        longer.numerator_api,
        by_day.largest_numerator,
        by_day.sum_of_numerators,
        by_day.largest_denominator,
        by_day.sum_of_denominators,
        by_day.numerator_api as numerator_api_of_days
    from longer_of_{{ rate.mart }} as longer
    full outer join days_of_{{ rate.mart }} as by_day
        on
            longer.period_grain = by_day.period_grain
            and longer.period_start = by_day.period_start
            and longer.account_id = by_day.account_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[mart], the [period_grain] of [period_start], account [account_id]: numerator is [numerator] (by its days, '
        ~ '[largest_numerator] to [sum_of_numerators]), denominator is [denominator] (by its days, [largest_denominator] to '
        ~ '[sum_of_denominators]), numerator_api is [numerator_api:number] (sum of its days: [numerator_api_of_days:number]).',
        api_call_volume.how_to_rebuild()
    ) }}
from compared
where
    numerator is null
    or numerator not between coalesce(largest_numerator, 0) and coalesce(sum_of_numerators, 0)
    or denominator < coalesce(largest_denominator, 0)
    or (denominator > coalesce(sum_of_denominators, 0) and not has_items)
    or numerator_api <> coalesce(numerator_api_of_days, 0)
