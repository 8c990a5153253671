{% macro weekly_or_monthly_calls(period, caller=['account_id', 'integration_id']) %}
    {#-
        The CTEs of the weekly and of the monthly facts, which differ in that word only; the last of them,
        `compared_calls`, has the columns of the fact: the measures of the daily fact over the longer period
        (`week` or `month`), beside the calls of the calendar's previous period. What adds up comes from the
        daily fact, what does not (distinct users and routes, percentiles) from the rollups. `caller`: see
        non_additive_measures.
    -#}
    {%- set date_period = 'date_' ~ period -%}
    {%- set versions = api_call_volume.ledger_versions_query(period) -%}
    {%- set periods_to_build = api_call_volume.periods_to_build(
        versions, period, inputs=['int_route_calls', 'int_user_calls', 'int_duration_calls', 'fct_api_calls_daily'],
        periods_before=1, also=api_call_volume.periods_with_moved_account_start(period)
    ) -%}
    {%- set is_in_periods_to_build = api_call_volume.in_periods(periods_to_build) -%}
{{ api_call_volume.skip_unless_due(periods_to_build) }}

periods as (

    {{ api_call_volume.periods_query(versions, periods_to_build, date_period) }}

),

daily_calls as (

    select
        *,
        {{ api_call_volume.period_start('date_day', period) }} as {{ date_period }}
    from {{ ref('fct_api_calls_daily') }}
    where {{ api_call_volume.in_periods(periods_to_build, periods_before=1) }}

),

account_days as (

    select
        account_id,
        date_day
    from {{ ref('fct_api_calls_daily') }}

),

route_calls as (

    select *
    from {{ ref('int_route_calls') }}
    where {{ is_in_periods_to_build }}

),

user_calls as (

    select *
    from {{ ref('int_user_calls') }}
    where {{ is_in_periods_to_build }}

),

duration_calls as (

    select *
    from {{ ref('int_duration_calls') }}
    where {{ is_in_periods_to_build }}

),

calls as (

    select
        {{ date_period }},
        {{ caller | join(',\n        ') }},
        sum(api_calls) as api_calls,
        {% for column in api_call_volume.outcome_columns().values() -%}
        sum({{ column }}) as {{ column }},
        {% endfor -%}
        {{ 'count(*)' if 'integration_id' in caller else 'count(distinct date_day)' }} as active_days,
        sum(request_bytes) as request_bytes,
        sum(response_bytes) as response_bytes,
        min(first_called_at) as first_called_at,
        max(last_called_at) as last_called_at
    from daily_calls
    group by {{ date_period }}, {{ caller | join(', ') }}

),

{{ api_call_volume.non_additive_measures(period, caller) }},

account_starts as (

    select
        account_id,
        {{ api_call_volume.period_start('min(date_day)', period) }} as first_{{ date_period }}
    from account_days
    group by account_id

),

-- Each period's calls beside the period that comes next, whether or not there were calls in that one.
previous_calls as (

    select
        {{ api_call_volume.next_period_start(date_period, period) }} as {{ date_period }},
        {{ caller | join(',\n        ') }},
        api_calls
    from calls

),

compared as (

    select
        periods.{{ date_period }},
        calls.{{ caller | join(',\n        calls.') }},
        {{ api_call_volume.volume_measures() }},
        cast(calls.active_days as {{ dbt.type_bigint() }}) as active_days,
        {{ dbt.datediff(
            'periods.' ~ date_period, api_call_volume.next_period_start('periods.' ~ date_period, period), 'day'
        ) }} as period_days,
        cast(
            coalesce(
                previous_calls.api_calls,
                case when account_starts.first_{{ date_period }} < periods.{{ date_period }} then 0 end
            ) as {{ dbt.type_numeric() }}
        ) as previous_period_calls,
        periods.is_complete_period,
        periods.data_version
    from periods
    left join calls on periods.{{ date_period }} = calls.{{ date_period }}
    left join account_starts on calls.account_id = account_starts.account_id
    {%- for measures in ['previous_calls', 'users', 'routes', 'durations'] %}
    left join {{ measures }}
        on
            calls.{{ date_period }} = {{ measures }}.{{ date_period }}
            {%- for column in caller %}
            and calls.{{ column }} = {{ measures }}.{{ column }}
            {%- endfor %}
    {%- endfor %}

),

compared_calls as (

    select
        *,
        cast(api_calls / period_days as {{ dbt.type_numeric() }}) as calls_per_day,
        cast(
            {{ api_call_volume.relative_change('api_calls', 'previous_period_calls') }} as {{ dbt.type_numeric() }}
        ) as change_ratio
    from compared

)
{%- endmacro %}
