{%- set measures = [
    'api_calls', 'successful_calls', 'client_error_calls', 'auth_failed_calls', 'rate_limited_calls',
    'server_error_calls', 'aborted_calls', 'request_bytes', 'response_bytes'
] -%}

-- A week or month has the calls, outcomes and bytes of its days, by account and integration. A failing row names the
-- first measure that differs. After a failure, build again; if it fails again, with --full-refresh.

with

{% for period in ['week', 'month'] -%}
{%- set date_period = 'date_' ~ period -%}
{%- set period_start = api_call_volume.period_start('date_day', period) -%}
totals_by_{{ period }} as (

    select
        {{ period_start }} as {{ date_period }},
        account_id,
        integration_id,
        {% for measure in measures -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        'daily' as fact
    from {{ ref('fct_api_calls_daily') }}
    where {{ api_call_volume.in_tested_periods(period, period_start) }}
    group by {{ period_start }}, account_id, integration_id

    union all

    select
        {{ date_period }},
        account_id,
        integration_id,
        {% for measure in measures -%}
        {{ measure }},
        {% endfor -%}
        '{{ period }}ly' as fact
    from {{ ref('fct_api_calls_' ~ period ~ 'ly') }}
    where {{ api_call_volume.in_tested_periods(period, date_period) }}

),

{% endfor -%}
mismatches as (
    {% for period in ['week', 'month'] %}
    select
        '{{ period }}' as period_grain,
        {{ 'date_' ~ period }} as period_start,
        account_id,
        integration_id,
        case
            {%- for measure in measures %}
            when count(*) <> 2 or min({{ measure }}) <> max({{ measure }}) then '{{ measure }}'
            {%- endfor %}
        end as measure,
        case
            {%- for measure in measures %}
            when count(*) <> 2 or min({{ measure }}) <> max({{ measure }})
                then max(case when fact = 'daily' then cast({{ measure }} as {{ dbt.type_numeric() }}) end)
            {%- endfor %}
        end as sum_of_days,
        case
            {%- for measure in measures %}
            when count(*) <> 2 or min({{ measure }}) <> max({{ measure }})
                then max(case when fact <> 'daily' then cast({{ measure }} as {{ dbt.type_numeric() }}) end)
            {%- endfor %}
        end as in_period
    from totals_by_{{ period }}
    group by {{ 'date_' ~ period }}, account_id, integration_id
    having
        count(*) <> 2
        {%- for measure in measures %}
        or min({{ measure }}) <> max({{ measure }})
        {%- endfor %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        'The [period_grain] of [period_start], account [account_id], integration [integration_id]: [measure] is '
        ~ '[in_period:number] in fct_api_calls_[period_grain]ly, and [sum_of_days:number] summed over fct_api_calls_daily.',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
