{% macro account_weeks(account_id, weeks) %}
{#-
    A query: the last weeks of an account that have calls, the newest first: its first day, calls, calls of the week before,
    unsuccessful calls, users, whether it is complete (1 or 0), name of the account.
-#}
select
    weekly.date_week,
    weekly.api_calls,
    weekly.previous_period_calls,
    weekly.api_calls - weekly.successful_calls as unsuccessful_calls,
    weekly.active_users,
    case when weekly.is_complete_period then 1 else 0 end as is_complete,
    coalesce(accounts.account_name, weekly.account_id) as account_name
from {{ ref('fct_account_calls_weekly') }} as weekly
left join (
    {{ api_call_volume.built_accounts_query(['account_name']) }}
) as accounts
    on weekly.account_id = accounts.account_id
where weekly.account_id = {{ api_call_volume.text_literal(account_id | string) }}
order by weekly.date_week desc
limit {{ weeks }}
{% endmacro %}
