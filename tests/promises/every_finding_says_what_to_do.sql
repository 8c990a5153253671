-- Each finding has its row in the playbook, whose texts are not empty, and is of a complete week. A failure means that
-- playbook_relation leaves a text empty, or that a finding was added without one.

with

findings as (

    select * from {{ ref('fct_findings') }}

),

health as (

    select
        date_week,
        min(case when is_complete_period then 1 else 0 end) as is_complete
    from {{ ref('fct_account_health') }}
    group by date_week

),

unanswered as (

    select
        findings.finding,
        min(findings.date_week) as date_week,
        count(*) as rows_found
    from findings
    left join health on findings.date_week = health.date_week
    where
        coalesce(findings.owner_role, '') = ''
        or coalesce(findings.what_to_do, '') = ''
        or coalesce(health.is_complete, 0) = 0
    group by findings.finding

)

select
    *,
    {{ api_call_volume.promise_columns(
        'fct_findings: [rows_found] rows of the finding [finding], the first of the week [date_week], have no owner_role or '
        ~ 'what_to_do in dim_playbook, or are of a week that is not complete.',
        'Fill owner_role and what_to_do of [finding] in the relation that playbook_relation names, or remove its row there.'
    ) }}
from unanswered
