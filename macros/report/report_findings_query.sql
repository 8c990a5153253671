{% macro report_findings_query(findings) %}
{#-
    A query: the findings of the last week that fct_account_health has, those of all accounts first, then those with the most
    calls at stake. Columns: account id (null for all accounts), account name, finding, calls at stake, weeks open, who acts,
    what to do, how many findings the week has in all. At most `findings` of them.
-#}
select
    findings.account_id,
    accounts.account_name,
    findings.finding,
    findings.calls_at_stake,
    findings.weeks_open,
    findings.owner_role,
    findings.what_to_do,
    count(*) over () as findings_in_all
from {{ ref('fct_findings') }} as findings
left join (
    {{ api_call_volume.built_accounts_query(['account_name']) }}
) as accounts
    on findings.account_id = accounts.account_id
where
    findings.date_week = (
        select max(health.date_week)
        from {{ ref('fct_account_health') }} as health
        where health.is_complete_period and health.account_id is not null
    )
order by
    case when findings.account_id is null then 0 else 1 end,
    findings.calls_at_stake desc,
    findings.account_id,
    findings.finding
limit {{ findings }}
{% endmacro %}
