{% macro report_account_ctes() %}
    {#-
        The CTEs that the queries about accounts share. `account_weeks` has the calls of each account and week; `last_week`
        has the week that is reported on: the last complete one, else the last one; `compared_accounts` has each account's
        calls in it and in the week before.
    -#}
account_weeks as (

    select
        *,
        case when is_complete_period then date_week end as complete_week
    from {{ ref('fct_account_calls_weekly') }}

),

last_week as (

    select coalesce(max(complete_week), max(date_week)) as date_week
    from account_weeks

),

compared_accounts as (

    select
        account_weeks.account_id,
        sum(case when account_weeks.date_week = last_week.date_week then account_weeks.api_calls else 0 end) as api_calls,
        sum(
            case
                when {{ api_call_volume.next_period_start('account_weeks.date_week', 'week') }} = last_week.date_week
                    then account_weeks.api_calls
                else 0
            end
        ) as calls_before,
        sum(account_weeks.api_calls) as all_calls
    from account_weeks
    cross join last_week
    group by account_weeks.account_id

)
{%- endmacro %}
