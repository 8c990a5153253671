{% macro report_accounts_query(accounts) %}
{#-
    A query: the reported accounts. Columns: number by size, id, name, plan, segment, whether it is internal (1 or 0), first day
    with a call, calls of the week that is reported on, and of the week before.
-#}
with

{{ api_call_volume.report_reported_accounts_ctes(accounts) }}

select
    reported_accounts.account_number,
    reported_accounts.account_id,
    accounts.account_name,
    accounts.plan,
    accounts.segment,
    case when accounts.is_internal then 1 else 0 end as is_internal,
    accounts.first_called_on,
    reported_accounts.api_calls,
    reported_accounts.calls_before
from reported_accounts
left join (
    {{ api_call_volume.built_accounts_query(['account_name', 'plan', 'segment', 'is_internal', 'first_called_on']) }}
) as accounts
    on reported_accounts.account_id = accounts.account_id
order by reported_accounts.account_number
{% endmacro %}
