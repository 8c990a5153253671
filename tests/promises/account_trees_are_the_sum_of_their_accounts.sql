{{ config(enabled=api_call_volume.has_account_trees()) }}
{%- set sums = ['api_calls'] + api_call_volume.outcome_columns().values() | list + ['request_bytes', 'response_bytes'] %}
{%- set distinct_counts = ['active_users', 'active_routes'] %}
{%- set facts = {'day': 'daily', 'week': 'weekly', 'month': 'monthly'} -%}

-- By day, week and month, an account and those below it have the calls, outcomes and bytes of these accounts; their distinct
-- users and routes are at least those of the account with the most, and at most their sum. A failing row names the first
-- measure that differs. After a failure, build again; if it fails again, with --full-refresh.

with

account_ancestors as (

    select * from {{ ref('int_account_ancestors') }}

),

{% for period, name in facts.items() -%}
calls_by_{{ period }} as (

    select *
    from {{ ref('fct_account_calls_' ~ name) }}
    where {{ api_call_volume.in_tested_periods(period, 'date_' ~ period) }}

),

accounts_by_{{ period }} as (

    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        calls_by_{{ period }}.date_{{ period }} as period_start,
        account_ancestors.ancestor_account_id as account_id,
        {% for measure in sums + distinct_counts -%}
        sum(calls_by_{{ period }}.{{ measure }}) as {{ measure }},
        {% endfor -%}
        max(calls_by_{{ period }}.active_users) as most_active_users,
        max(calls_by_{{ period }}.active_routes) as most_active_routes
    from calls_by_{{ period }}
    inner join account_ancestors on calls_by_{{ period }}.account_id = account_ancestors.account_id
    group by calls_by_{{ period }}.date_{{ period }}, account_ancestors.ancestor_account_id

),

trees_by_{{ period }} as (

    select *
    from {{ ref('fct_account_tree_calls') }}
    where
        period_grain = '{{ period }}'
        and {{ api_call_volume.in_tested_periods(period, 'period_start') }}

),

{% endfor -%}
compared as (
    {% for period in facts %}
    select
        coalesce(trees.period_grain, accounts.period_grain) as period_grain,
        coalesce(trees.period_start, accounts.period_start) as period_start,
        coalesce(trees.account_id, accounts.account_id) as account_id,
        case
            {%- for measure in sums %}
            when coalesce(trees.{{ measure }}, -1) <> coalesce(accounts.{{ measure }}, -1) then '{{ measure }}'
            {%- endfor %}
            {%- for measure in distinct_counts %}
            when trees.{{ measure }} < accounts.most_{{ measure }} or trees.{{ measure }} > accounts.{{ measure }} then '{{ measure }}'
            {%- endfor %}
        end as measure
    from trees_by_{{ period }} as trees
    full outer join accounts_by_{{ period }} as accounts
        on trees.period_start = accounts.period_start and trees.account_id = accounts.account_id
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        'fct_account_tree_calls, the [period_grain] of [period_start], account [account_id]: [measure] is not that of this account and '
        ~ 'those below it in fct_account_calls_daily, _weekly or _monthly.',
        api_call_volume.how_to_rebuild()
    ) }}
from compared
where measure is not null
