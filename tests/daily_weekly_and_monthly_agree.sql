{%- set measures = [
    'api_calls', 'successful_calls', 'client_error_calls', 'auth_failed_calls', 'rate_limited_calls',
    'server_error_calls', 'aborted_calls', 'request_bytes', 'response_bytes'
] -%}
-- Over all time each account and integration has the same calls, outcomes and bytes in the three facts.

with

totals as (
    {% for fact in ['daily', 'weekly', 'monthly'] %}
    select
        account_id,
        integration_id,
        {% for measure in measures -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        '{{ fact }}' as fact
    from {{ ref('fct_api_calls_' ~ fact) }}
    group by account_id, integration_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    account_id,
    integration_id
from totals
group by account_id, integration_id
having
    count(*) <> 3
    {%- for measure in measures %}
    or min({{ measure }}) <> max({{ measure }})
    {%- endfor %}
