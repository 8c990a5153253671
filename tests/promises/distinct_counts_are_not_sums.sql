-- A week or month has at least as many distinct users and routes as its busiest day, and at most the sum of its days.
-- Its active days are the days with calls. A failure means that a distinct count was summed, or that a fact is behind.
-- Build again; if the test fails again, with --full-refresh.

with

daily_calls as (

    select
        daily_facts.*,
        dim_dates.date_week,
        dim_dates.date_month
    from {{ api_call_volume.relation_as(ref('fct_api_calls_daily'), 'daily_facts') }}
    inner join {{ api_call_volume.relation_as(ref('dim_dates'), 'dim_dates') }} on daily_facts.date_day = dim_dates.date_day

),

{% for period in ['week', 'month'] -%}
{% set date_period = 'date_' ~ period -%}
days_by_{{ date_period }} as (

    select
        {{ date_period }},
        account_id,
        integration_id,
        max(active_users) as most_users,
        sum(active_users) as summed_users,
        max(active_routes) as most_routes,
        sum(active_routes) as summed_routes,
        count(*) as active_days
    from daily_calls
    where {{ api_call_volume.in_tested_periods(period, date_period) }}
    group by {{ date_period }}, account_id, integration_id

),

{% endfor -%}

mismatches as (
    {% for date_period, fact in {'date_week': 'fct_api_calls_weekly', 'date_month': 'fct_api_calls_monthly'}.items() %}
    select
        '{{ fact }}' as fact,
        periods.{{ date_period }} as period_start,
        periods.account_id,
        periods.integration_id,
        periods.active_users,
        summed.most_users,
        summed.summed_users,
        periods.active_routes,
        summed.most_routes,
        summed.summed_routes,
        periods.active_days,
        summed.active_days as days_with_calls
    from {{ api_call_volume.relation_as(ref(fact), 'periods') }}
    inner join days_by_{{ date_period }} as summed
        on
            periods.{{ date_period }} = summed.{{ date_period }}
            and periods.account_id = summed.account_id
            and periods.integration_id = summed.integration_id
    where
        periods.active_users < summed.most_users
        or periods.active_users > summed.summed_users
        or periods.active_routes < summed.most_routes
        or periods.active_routes > summed.summed_routes
        or periods.active_days <> summed.active_days
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[fact], period from [period_start], account [account_id], integration [integration_id]: active_users is [active_users], '
        ~ 'and the days allow [most_users] to [summed_users]; active_routes is [active_routes], and the days allow [most_routes] '
        ~ 'to [summed_routes]; active_days is [active_days], and there are [days_with_calls].',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
