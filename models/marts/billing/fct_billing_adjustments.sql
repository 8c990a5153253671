{#- The contract knows no column that a user adds. -#}
{{ config(enabled=api_call_volume.closes(), contract={'enforced': not api_call_volume.call_measures()}) }}
{%- do api_call_volume.table_layout(kept=false) %}
{%- set measures = api_call_volume.call_measures() %}

with

{{ api_call_volume.billing_period_ctes(closes=true) }},

{{ api_call_volume.closed_period_ctes() }},

{{ api_call_volume.late_arrivals_ctes() }},

arrivals_of_periods as (

    select
        late_arrivals.*,
        billing_periods.period_start
    from late_arrivals
    inner join billing_periods
        on
            late_arrivals.account_id = billing_periods.account_id
            and late_arrivals.date_day >= billing_periods.period_start
            and late_arrivals.date_day < billing_periods.period_end
    where late_arrivals.arrived_on >= billing_periods.period_end

),

-- The days on which something arrived for a period that was closed.
closed_days as (

    select distinct
        arrivals_of_periods.account_id,
        arrivals_of_periods.period_start,
        arrivals_of_periods.arrived_on
    from arrivals_of_periods
    inner join closed_periods
        on
            arrivals_of_periods.account_id = closed_periods.account_id
            and arrivals_of_periods.period_start = closed_periods.period_start
            and arrivals_of_periods.arrived_on >= closed_periods.closed_on
            and arrivals_of_periods.arrived_on < closed_periods.reopened_on

),

-- The next period of the account that was open on that day.
billed_in as (

    select
        closed_days.account_id,
        closed_days.period_start,
        closed_days.arrived_on,
        min(billing_periods.period_start) as billed_in_period_start
    from closed_days
    inner join billing_periods
        on
            closed_days.account_id = billing_periods.account_id
            and closed_days.period_start < billing_periods.period_start
    left join closed_periods
        on
            billing_periods.account_id = closed_periods.account_id
            and billing_periods.period_start = closed_periods.period_start
            and closed_days.arrived_on >= closed_periods.closed_on
            and closed_days.arrived_on < closed_periods.reopened_on
    where closed_periods.account_id is null
    group by closed_days.account_id, closed_days.period_start, closed_days.arrived_on

),

adjustments as (

    select
        arrivals_of_periods.account_id,
        arrivals_of_periods.period_start,
        billed_in.billed_in_period_start,
        arrivals_of_periods.reason,
        {%- for measure in measures %}
        sum(arrivals_of_periods.{{ measure }}) as {{ measure }},
        {%- endfor %}
        sum(arrivals_of_periods.calls) as calls
    from arrivals_of_periods
    inner join closed_days
        on
            arrivals_of_periods.account_id = closed_days.account_id
            and arrivals_of_periods.period_start = closed_days.period_start
            and arrivals_of_periods.arrived_on = closed_days.arrived_on
    left join billed_in
        on
            closed_days.account_id = billed_in.account_id
            and closed_days.period_start = billed_in.period_start
            and closed_days.arrived_on = billed_in.arrived_on
    group by
        arrivals_of_periods.account_id,
        arrivals_of_periods.period_start,
        billed_in.billed_in_period_start,
        arrivals_of_periods.reason

)

select
    account_id,
    period_start,
    billed_in_period_start,
    reason,
    {%- for measure in measures %}
    cast({{ measure }} as {{ api_call_volume.type_sum() }}) as {{ measure }},
    {%- endfor %}
    cast(calls as {{ dbt.type_numeric() }}) as calls
from adjustments
where calls <> 0{% for measure in measures %} or {{ measure }} <> 0{% endfor %}
