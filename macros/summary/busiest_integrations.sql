{% macro busiest_integrations(date_week, integrations) %}
{#- The integrations with most calls in a week: integration, account, calls, calls of the week before, calls without success. -#}
select
    integration_id,
    account_id,
    api_calls,
    previous_period_calls,
    api_calls - successful_calls as unsuccessful_calls
from {{ ref('fct_api_calls_weekly') }}
where date_week = cast('{{ date_week }}' as date)
order by api_calls desc, account_id, integration_id
limit {{ integrations }}
{% endmacro %}
