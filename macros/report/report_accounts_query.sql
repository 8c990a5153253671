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
    dim_accounts.account_name,
    dim_accounts.plan,
    dim_accounts.segment,
    case when dim_accounts.is_internal then 1 else 0 end as is_internal,
    dim_accounts.first_called_on,
    reported_accounts.api_calls,
    reported_accounts.calls_before
from reported_accounts
left join {{ ref('dim_accounts') }} as dim_accounts on reported_accounts.account_id = dim_accounts.account_id
order by reported_accounts.account_number
{% endmacro %}
