-- The grain of the daily, weekly and monthly facts.

with

repeated as (
    {% for period, fact in {'day': 'daily', 'week': 'weekly', 'month': 'monthly'}.items() %}
    {%- set date_period = 'date_' ~ period %}
    select
        '{{ fact }}' as fact,
        {{ date_period }} as period_start,
        account_id,
        integration_id,
        count(*) as rows_of_this_grain
    from {{ ref('fct_api_calls_' ~ fact) }}
    where {{ api_call_volume.in_tested_periods(period, date_period) }}
    group by {{ date_period }}, account_id, integration_id
    having count(*) > 1
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select * from repeated
