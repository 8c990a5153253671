{% macro last_complete_weeks() %}
{#- A query: the calls of the last complete week and of the week before it, the latter only if it had any. -#}
with

weeks as (

    select
        date_week,
        sum(api_calls) as api_calls,
        max(case when is_complete_period then date_week end) as complete_week
    from {{ ref('fct_api_calls_weekly') }}
    group by date_week

),

last_week as (

    select max(complete_week) as date_week
    from weeks

)

select
    weeks.date_week,
    weeks.api_calls
from weeks
cross join last_week
where
    weeks.date_week = last_week.date_week
    or {{ api_call_volume.next_period_start('weeks.date_week', 'week') }} = last_week.date_week
order by weeks.date_week desc
{% endmacro %}
