{% macro busiest_integrations(date_week, integrations, account_id=none) %}
{#- A query: the integrations with the most calls in a week, of all accounts or of one, with their account, calls, calls of the week before and unsuccessful calls. -#}
select
    integration_id,
    account_id,
    api_calls,
    previous_period_calls,
    api_calls - successful_calls as unsuccessful_calls
from {{ ref('fct_api_calls_weekly') }}
where
    date_week = cast('{{ date_week }}' as {{ api_call_volume.type_date() }})
    {%- if account_id is not none %}
    and account_id = {{ api_call_volume.text_literal(account_id | string) }}
    {%- endif %}
order by api_calls desc, account_id, integration_id
limit {{ integrations }}
{% endmacro %}
