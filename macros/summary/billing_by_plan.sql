{% macro billing_by_plan() %}
    {#-
        A query: what was billed last, with a row for each plan: the billing periods that ended in the last 31 days before
        the end of the latest one that is closed (where periods do not close, that is over), and of them the accounts, what
        is billed, what of it is from earlier periods, and the amount.
    -#}
with

billed_periods as (

    select *
    from {{ ref('fct_billing_period_calls') }}
    where {{ 'is_closed' if api_call_volume.closes() else 'is_complete_period' }}

),

latest_period as (

    select max(period_end) as last_end
    from billed_periods

)

select
    coalesce(billed_periods.plan, '(no plan)') as billed_plan,
    count(distinct billed_periods.account_id) as accounts,
    sum(billed_periods.billed_calls) as billed_calls,
    sum(billed_periods.adjustment_calls) as adjustment_calls,
    sum(billed_periods.amount) as amount
from billed_periods
cross join latest_period
where billed_periods.period_end > {{ api_call_volume.next_period_start('latest_period.last_end', 'day', -31) }}
group by coalesce(billed_periods.plan, '(no plan)')
order by billed_plan
{% endmacro %}
