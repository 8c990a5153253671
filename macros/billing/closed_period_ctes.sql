{% macro closed_period_ctes() %}
    {#-
        CTEs, to follow `billing_periods` (see billing_period_ctes); the last of them is `closed_periods` (account_id,
        period_start, closed_on, reopened_on): when each billing period is closed, by the closings of its account, else by those
        of all accounts, else billing_grace_days after its end. What is loaded from closed_on on, and before reopened_on, is too
        late for the period. A period has more than one row where it was closed, reopened and closed again.
    -#}
    {%- set grace_days = var('billing_grace_days', none) -%}
closings as (

    select *
    from (
        {{ api_call_volume.closings_query() }}
    ) as all_closings
    where problem is null

),

-- A period can't be closed before its end.
closings_of_periods as (

    select
        billing_periods.account_id,
        billing_periods.period_start,
        closings.closed_on,
        closings.reopened_on,
        case when closings.account_id is null then 0 else 1 end as is_of_account
    from billing_periods
    inner join closings on billing_periods.period_start = closings.period_start
    where
        coalesce(closings.account_id, billing_periods.account_id) = billing_periods.account_id
        and closings.closed_on >= billing_periods.period_end

),

closed_as_declared as (

    select
        account_id,
        period_start,
        max(is_of_account) as is_of_account
    from closings_of_periods
    group by account_id, period_start

),

closed_periods as (

    select
        closings_of_periods.account_id,
        closings_of_periods.period_start,
        closings_of_periods.closed_on,
        closings_of_periods.reopened_on
    from closings_of_periods
    inner join closed_as_declared
        on
            closings_of_periods.account_id = closed_as_declared.account_id
            and closings_of_periods.period_start = closed_as_declared.period_start
            and closings_of_periods.is_of_account = closed_as_declared.is_of_account
    {%- if grace_days is not none %}

    union all

    select
        billing_periods.account_id,
        billing_periods.period_start,
        {{ api_call_volume.next_period_start('billing_periods.period_end', 'day', grace_days) }} as closed_on,
        cast('9999-01-01' as {{ api_call_volume.type_date() }}) as reopened_on
    from billing_periods
    left join closed_as_declared
        on
            billing_periods.account_id = closed_as_declared.account_id
            and billing_periods.period_start = closed_as_declared.period_start
    where closed_as_declared.account_id is null
    {%- endif %}

)
{%- endmacro %}
