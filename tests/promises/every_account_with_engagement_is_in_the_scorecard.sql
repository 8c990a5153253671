{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set rates = api_call_volume.scorecard_rates() %}

-- An account with rows in a mart that the scorecard shows has a scorecard of that period with the same numbers, and is in
-- dim_accounts. After a failure, build again; if it fails again, with --full-refresh.

with

active as (
    {% for mart in (rates.values() | list) + ['fct_engagement_scorecard'] %}
    select
        period_grain,
        period_start,
        account_id
    from {{ ref(mart) }}
    union distinct
    {%- endfor %}
    {%- for period, fact in {'day': 'daily', 'week': 'weekly', 'month': 'monthly'}.items() %}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        date_{{ period }} as period_start,
        account_id
    from {{ ref('fct_api_calls_' ~ fact) }}
    {{ 'union distinct' if not loop.last }}
    {%- endfor %}

),

volume as (
    {% for period, fact in {'day': 'daily', 'week': 'weekly', 'month': 'monthly'}.items() %}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        date_{{ period }} as period_start,
        account_id,
        sum(api_calls) as api_calls
    from {{ ref('fct_api_calls_' ~ fact) }}
    group by 1, 2, 3
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

compared as (

    select
        active.period_grain,
        active.period_start,
        active.account_id,
        scorecard.api_calls as calls_in_scorecard,
        volume.api_calls as calls_in_volume,
        {%- for name in rates %}
        scorecard.{{ name }}_rate as {{ name }}_rate_in_scorecard,
        {{ name }}.rate as {{ name }}_rate,
        {%- endfor %}
        scorecard.account_id as account_of_scorecard,
        dim_accounts.account_id as account_of_dimension
    from active
    left join {{ api_call_volume.relation_as(ref('fct_engagement_scorecard'), 'scorecard') }}
        on
            active.period_grain = scorecard.period_grain
            and active.period_start = scorecard.period_start
            and active.account_id = scorecard.account_id
    left join volume
        on
            active.period_grain = volume.period_grain
            and active.period_start = volume.period_start
            and active.account_id = volume.account_id
    {%- for name, mart in rates.items() %}
    left join {{ api_call_volume.relation_as(ref(mart), name) }}
        on
            active.period_grain = {{ name }}.period_grain
            and active.period_start = {{ name }}.period_start
            and active.account_id = {{ name }}.account_id
    {%- endfor %}
    left join {{ api_call_volume.relation_as(ref('dim_accounts'), 'dim_accounts') }} on active.account_id = dim_accounts.account_id
    where
        scorecard.account_id is null
        or dim_accounts.account_id is null
        or scorecard.api_calls <> coalesce(volume.api_calls, 0)
        {%- for name in rates %}
        or coalesce(scorecard.{{ name }}_rate, -1) <> coalesce({{ name }}.rate, -1)
        {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'account_of_dimension is null': 'Account [account_id] is in a mart in the [period_grain] of [period_start], but not in '
            ~ 'dim_accounts.',
            'account_of_scorecard is null': 'Account [account_id] is in a mart in the [period_grain] of [period_start], but not in '
            ~ 'fct_engagement_scorecard.',
            'calls_in_scorecard <> coalesce(calls_in_volume, 0)': 'Account [account_id], the [period_grain] of [period_start]: '
            ~ '[calls_in_scorecard:number] calls in fct_engagement_scorecard, [calls_in_volume:number] in the volume fact.',
            'else': 'Account [account_id], the [period_grain] of [period_start]: a rate in fct_engagement_scorecard differs from its mart.',
        },
        api_call_volume.how_to_rebuild()
    ) }}
from compared
