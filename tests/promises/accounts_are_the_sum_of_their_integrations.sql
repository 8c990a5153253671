{%- set sums = ['api_calls'] + api_call_volume.outcome_columns().values() | list + ['request_bytes', 'response_bytes'] %}
{%- set distinct_counts = ['active_users', 'active_routes'] %}
{%- set periods = {'daily': 'day', 'weekly': 'week', 'monthly': 'month'} -%}

-- By day, week and month, an account has the calls, outcomes and bytes of its integrations; its distinct users and routes
-- are at least those of the integration with the most, and at most their sum. A failing row names the first measure that
-- differs. After a failure, build again; if it fails again, with --full-refresh.

with

{% for name, period in periods.items() -%}
{% set date_period = 'date_' ~ period -%}
integrations_by_{{ period }} as (

    select
        {{ date_period }},
        account_id,
        {% for measure in sums + distinct_counts -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        max(active_users) as most_active_users,
        max(active_routes) as most_active_routes
    from {{ ref('fct_api_calls_' ~ name) }}
    where {{ api_call_volume.in_tested_periods(period, date_period) }}
    group by {{ date_period }}, account_id

),

accounts_by_{{ period }} as (

    select *
    from {{ ref('fct_account_calls_' ~ name) }}
    where {{ api_call_volume.in_tested_periods(period, date_period) }}

),

compared_by_{{ period }} as (

    select
        'fct_account_calls_{{ name }}' as fact,
        coalesce(by_account.{{ date_period }}, by_integration.{{ date_period }}) as period_start,
        coalesce(by_account.account_id, by_integration.account_id) as account_id,
        case
            {%- for measure in sums %}
            when coalesce(by_account.{{ measure }}, -1) <> coalesce(by_integration.{{ measure }}, -1) then '{{ measure }}'
            {%- endfor %}
            {%- for measure in distinct_counts %}
            when by_account.{{ measure }} < by_integration.most_{{ measure }} or by_account.{{ measure }} > by_integration.{{ measure }}
                then '{{ measure }}'
            {%- endfor %}
        end as measure
    from accounts_by_{{ period }} as by_account
    full outer join integrations_by_{{ period }} as by_integration
        on by_account.{{ date_period }} = by_integration.{{ date_period }} and by_account.account_id = by_integration.account_id

),

{% endfor -%}

mismatches as (
    {% for period in periods.values() %}
    select *
    from compared_by_{{ period }}
    where measure is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[fact], period from [period_start], account [account_id]: [measure] is not that of its integrations in '
        ~ 'fct_api_calls_daily, _weekly or _monthly.',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
