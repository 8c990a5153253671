{% macro report_integrations_query(accounts) %}
{#-
    A query: up to eight integrations of each reported account, by the calls of the week that is reported on. Columns: number of
    the account, integration, calls, calls that succeeded, calls of the week before (null before the account's first call).
-#}
with

{{ api_call_volume.report_reported_accounts_ctes(accounts) }},

ranked_integrations as (

    select
        reported_accounts.account_number,
        weekly.integration_id,
        weekly.api_calls,
        weekly.successful_calls,
        weekly.previous_period_calls,
        row_number() over (partition by weekly.account_id order by weekly.api_calls desc, weekly.integration_id) as position
    from {{ ref('fct_api_calls_weekly') }} as weekly
    inner join last_week on weekly.date_week = last_week.date_week
    inner join reported_accounts on weekly.account_id = reported_accounts.account_id

)

select
    account_number,
    integration_id,
    api_calls,
    successful_calls,
    previous_period_calls
from ranked_integrations
where position <= 8
order by account_number, position
{% endmacro %}
