{{ config(unique_key=['period_grain', 'period_start'], meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('period_start', ['period_grain', 'account_id']) %}

{%- set numeric = dbt.type_numeric() %}
{%- set versions = api_call_volume.growth_versions_query() %}
{%- set periods_to_build = api_call_volume.periods_to_build(versions) %}

{{ api_call_volume.skip_unless_due(periods_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build) }}

),

calls as (
    {% for period, fact in {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'}.items() %}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        date_{{ period }} as period_start,
        account_id,
        api_calls,
        calls_per_day
    from {{ ref(fact) }}
    where account_id <> '(unattributed)' and api_calls > 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- Each active period of an account lasts until its next one: the periods between are silent.
active_periods as (

    select
        *,
        lag(period_start) over (partition by period_grain, account_id order by period_start) as last_active_start,
        lag(calls_per_day) over (partition by period_grain, account_id order by period_start) as last_calls_per_day,
        coalesce(
            lead(period_start) over (partition by period_grain, account_id order by period_start),
            cast('9999-12-01' as {{ api_call_volume.type_date() }})
        ) as next_active_start
    from calls

),

account_periods as (

    select
        periods.period_grain,
        periods.period_start,
        active_periods.account_id,
        periods.is_complete_period,
        periods.data_version,
        case when active_periods.period_start = periods.period_start then active_periods.api_calls else 0 end as api_calls,
        case when active_periods.period_start = periods.period_start then active_periods.calls_per_day else 0 end as calls_per_day,
        case
            when active_periods.period_start < periods.period_start
                then {{ api_call_volume.periods_between('active_periods.period_start', 'periods.period_start', 'periods.period_grain') }}
            else 0
        end as dormant_periods,
        case
            when active_periods.period_start < periods.period_start then 'dormant'
            when active_periods.last_active_start is null then 'new'
            when
                {{ api_call_volume.next_period_start('active_periods.last_active_start', 'periods.period_grain') }}
                = periods.period_start
                then 'retained'
            else 'resurrected'
        end as status,
        active_periods.calls_per_day as calls_per_day_when_active,
        active_periods.last_calls_per_day
    from periods
    left join active_periods
        on
            periods.period_grain = active_periods.period_grain
            and periods.period_start >= active_periods.period_start
            and periods.period_start < active_periods.next_active_start
            and periods.data_version is not null

),

compared as (

    select
        *,
        case
            when status = 'retained' then last_calls_per_day
            when dormant_periods = 1 then calls_per_day_when_active
            else 0
        end as previous_calls_per_day
    from account_periods

)

select
    period_grain,
    period_start,
    account_id,
    status,
    cast(dormant_periods as {{ dbt.type_bigint() }}) as dormant_periods,
    cast(api_calls as {{ numeric }}) as api_calls,
    cast(calls_per_day as {{ numeric }}) as calls_per_day,
    cast(previous_calls_per_day as {{ numeric }}) as previous_calls_per_day,
    cast(case when status = 'new' then calls_per_day else 0 end as {{ numeric }}) as new_calls_per_day,
    cast(
        case when status = 'retained' and calls_per_day > previous_calls_per_day then calls_per_day - previous_calls_per_day else 0 end
        as {{ numeric }}
    ) as expansion_calls_per_day,
    cast(
        case when status = 'retained' and calls_per_day < previous_calls_per_day then previous_calls_per_day - calls_per_day else 0 end
        as {{ numeric }}
    ) as contraction_calls_per_day,
    cast(case when status = 'resurrected' then calls_per_day else 0 end as {{ numeric }}) as resurrected_calls_per_day,
    cast(case when dormant_periods = 1 then previous_calls_per_day else 0 end as {{ numeric }}) as churned_calls_per_day,
    is_complete_period,
    data_version
from compared
