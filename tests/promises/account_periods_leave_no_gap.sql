-- In fct_account_periods, the previous_period_calls of each week and month sum to all calls of the week or month before: no
-- account is lost in the period after its last call. After a failure, build again; if it fails again, with --full-refresh.

with

{% for period, fact in {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'}.items() -%}
totals_by_{{ period }} as (

    select
        {{ api_call_volume.next_period_start('date_' ~ period, period) }} as period_start,
        sum(api_calls) as api_calls
    from {{ ref(fact) }}
    group by date_{{ period }}

),

{% endfor -%}

account_periods as (

    select
        period_grain,
        period_start,
        sum(previous_period_calls) as previous_period_calls
    from {{ ref('fct_account_periods') }}
    group by period_grain, period_start

),

mismatches as (
    {% for period in ['week', 'month'] %}
    select
        account_periods.period_grain,
        account_periods.period_start,
        coalesce(account_periods.previous_period_calls, 0) as previous_period_calls,
        coalesce(totals.api_calls, 0) as calls_of_previous_period
    from account_periods
    left join totals_by_{{ period }} as totals on account_periods.period_start = totals.period_start
    where
        account_periods.period_grain = '{{ period }}'
        and coalesce(account_periods.previous_period_calls, 0) <> coalesce(totals.api_calls, 0)
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        'fct_account_periods, [period_grain] of [period_start]: previous_period_calls sum to [previous_period_calls:number], and '
        ~ 'the [period_grain] before has [calls_of_previous_period:number] calls.',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
