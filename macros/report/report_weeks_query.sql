{% macro report_weeks_query(weeks) %}
{#-
    A query: the last weeks that have calls, the newest first. Columns: its first day, whether it is complete (1 or 0), calls,
    calls of each outcome, accounts that called, calls without an account, users (counted within each account).
-#}
select
    date_week,
    min(case when is_complete_period then 1 else 0 end) as is_complete,
    sum(api_calls) as api_calls,
    {%- for column in api_call_volume.outcome_columns().values() %}
    sum({{ column }}) as {{ column }},
    {%- endfor %}
    count(distinct case when account_id <> '(unattributed)' then account_id end) as active_accounts,
    sum(case when account_id = '(unattributed)' then api_calls else 0 end) as unattributed_calls,
    sum(active_users) as active_users
from {{ ref('fct_account_calls_weekly') }}
group by date_week
order by date_week desc
limit {{ weeks }}
{% endmacro %}
