{% macro report_days_query(weeks) %}
{#- A query: the days of the last weeks that have calls, with their calls and those that succeeded. -#}
with

shown_weeks as (

    select date_week
    from {{ ref('fct_account_calls_weekly') }}
    group by date_week
    order by date_week desc
    limit {{ weeks }}

)

select
    date_day,
    sum(api_calls) as api_calls,
    sum(successful_calls) as successful_calls
from {{ ref('fct_account_calls_daily') }}
where date_day >= (select min(date_week) from shown_weeks)
group by date_day
order by date_day
{% endmacro %}
