{% macro findings_of_week(date_week) %}
{#- A query: the findings of a week, those with the most calls at stake first, with their account, weeks open and who acts. -#}
select
    finding,
    coalesce(account_id, '(all accounts)') as account_id,
    calls_at_stake,
    weeks_open,
    owner_role
from {{ ref('fct_findings') }}
where date_week = cast('{{ date_week }}' as {{ api_call_volume.type_date() }})
order by case when account_id is null then 0 else 1 end, calls_at_stake desc, account_id, finding
{% endmacro %}
