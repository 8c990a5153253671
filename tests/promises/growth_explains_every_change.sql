-- In each complete week and month, the accounts that fct_growth_accounting calls active and their calls are those of the
-- account fact that are above 0, and the calls of the period before plus all flows are those of the period. A failure means that the
-- mart is older than its facts. Build again; if the test fails again, with --full-refresh.

with

facts as (
    {% for period, fact in {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'}.items() %}
    select
        '{{ period }}' as period_grain,
        date_{{ period }} as period_start,
        count(*) as active_accounts,
        sum(api_calls) as api_calls
    from {{ ref(fact) }}
    where account_id <> '(unattributed)' and is_complete_period and api_calls > 0
    group by date_{{ period }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

growth as (

    select
        period_grain,
        period_start,
        sum(case when status <> 'dormant' then 1 else 0 end) as active_accounts,
        sum(api_calls) as api_calls,
        sum(calls_per_day) as calls_per_day,
        sum(
            new_calls_per_day + expansion_calls_per_day + resurrected_calls_per_day
            - contraction_calls_per_day - churned_calls_per_day
        ) as change_per_day
    from {{ ref('fct_growth_accounting') }}
    group by period_grain, period_start

),

growth_since as (

    select
        *,
        coalesce(lag(calls_per_day) over (partition by period_grain order by period_start), 0) as calls_per_day_before
    from growth

),

compared as (

    select
        coalesce(facts.period_grain, growth_since.period_grain) as period_grain,
        coalesce(facts.period_start, growth_since.period_start) as period_start,
        coalesce(facts.active_accounts, 0) as accounts_in_fact,
        coalesce(growth_since.active_accounts, 0) as active_accounts,
        coalesce(facts.api_calls, 0) as calls_in_fact,
        coalesce(growth_since.api_calls, 0) as api_calls,
        coalesce(growth_since.calls_per_day, 0) as calls_per_day,
        coalesce(growth_since.calls_per_day_before + growth_since.change_per_day, 0) as explained_per_day
    from facts
    full outer join growth_since
        on facts.period_grain = growth_since.period_grain and facts.period_start = growth_since.period_start

)

select
    *,
    {{ api_call_volume.promise_columns(
        'fct_growth_accounting, [period_grain] of [period_start]: [active_accounts] active accounts with [api_calls:number] calls, and '
        ~ '[accounts_in_fact] with [calls_in_fact:number] in the account fact; [calls_per_day:number] calls a day, of which '
        ~ '[explained_per_day:number] are explained.',
        api_call_volume.how_to_rebuild()
    ) }}
from compared
where active_accounts <> accounts_in_fact or api_calls <> calls_in_fact or calls_per_day <> explained_per_day
