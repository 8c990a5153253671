{% macro report_account_weeks_query(accounts, weeks) %}
{#-
    A query: the calls of the reported accounts in the last weeks. Columns: number of the account, number of the week (1 is the
    newest), calls, calls of each outcome, users, 95th percentile of the duration in milliseconds (null where none is known).
-#}
with

{{ api_call_volume.report_reported_accounts_ctes(accounts) }},

numbered_weeks as (

    select
        date_week,
        row_number() over (order by date_week desc) as week_number
    from account_weeks
    group by date_week

)

select
    reported_accounts.account_number,
    numbered_weeks.week_number,
    account_weeks.api_calls
    {%- for column in api_call_volume.outcome_columns().values() %},
    account_weeks.{{ column }}
    {%- endfor %},
    account_weeks.active_users,
    round(account_weeks.duration_ms_p95, 1) as duration_ms_p95
from account_weeks
inner join reported_accounts on account_weeks.account_id = reported_accounts.account_id
inner join numbered_weeks on account_weeks.date_week = numbered_weeks.date_week
where numbered_weeks.week_number <= {{ weeks }}
order by reported_accounts.account_number, numbered_weeks.week_number desc
{% endmacro %}
