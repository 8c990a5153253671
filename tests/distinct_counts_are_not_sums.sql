-- The users and routes of a week or month are at least those of its busiest day and at most the sum over its days.

with

mismatches as (
    {% for date_period, fact in {'date_week': 'fct_api_calls_weekly', 'date_month': 'fct_api_calls_monthly'}.items() %}
    select
        periods.{{ date_period }} as period_start,
        periods.account_id,
        periods.integration_id
    from {{ ref(fact) }} as periods
    inner join (
        select
            dim_dates.{{ date_period }},
            daily.account_id,
            daily.integration_id,
            max(daily.active_users) as most_users,
            sum(daily.active_users) as summed_users,
            max(daily.active_routes) as most_routes,
            sum(daily.active_routes) as summed_routes,
            count(*) as days
        from {{ ref('fct_api_calls_daily') }} as daily
        inner join {{ ref('dim_dates') }} as dim_dates on daily.date_day = dim_dates.date_day
        group by dim_dates.{{ date_period }}, daily.account_id, daily.integration_id
    ) as days
        on
            periods.{{ date_period }} = days.{{ date_period }}
            and periods.account_id = days.account_id
            and periods.integration_id = days.integration_id
    where
        periods.active_users < days.most_users
        or periods.active_users > days.summed_users
        or periods.active_routes < days.most_routes
        or periods.active_routes > days.summed_routes
        or periods.active_days <> days.days
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from mismatches
