{%- set periods = {
    'fct_api_calls_daily': 'day',
    'fct_api_calls_weekly': 'week',
    'fct_api_calls_monthly': 'month',
    'fct_account_calls_daily': 'day',
    'fct_account_calls_weekly': 'week',
    'fct_account_calls_monthly': 'month',
    'fct_route_calls_daily': 'day',
} -%}
{%- set in_tested = {
    'day': api_call_volume.in_tested_periods('day', 'date_day'),
    'week': api_call_volume.in_tested_periods('week', 'date_week'),
    'month': api_call_volume.in_tested_periods('month', 'date_month'),
} -%}
{%- set keys = ['account_id', 'integration_id'] -%}

-- Every date, account, integration and route of a fact is in its dimension, so that inner joins lose no calls. A failure
-- means that a dimension is behind: build the dimensions again.

with

missing as (
    {% for fact, period in periods.items() %}
    {%- set date_key = 'date_' ~ period %}
    select
        '{{ fact }}.{{ date_key }}' as fact_key,
        cast(fact_keys.{{ date_key }} as {{ dbt.type_string() }}) as key_value
    from (
        select distinct {{ date_key }}
        from {{ ref(fact) }}
        where {{ in_tested[period] }}
    ) as fact_keys
    left join {{ api_call_volume.relation_as(ref('dim_dates'), 'dim_dates') }} on fact_keys.{{ date_key }} = dim_dates.date_day
    where dim_dates.date_day is null
    {% for key in (keys[:1] if 'account_calls' in fact else keys) %}
    {%- set dimension = 'dim_' ~ key[:-3] ~ 's' %}
    union all

    select
        '{{ fact }}.{{ key }}' as fact_key,
        fact_keys.{{ key }} as key_value
    from (
        select distinct {{ key }}
        from {{ ref(fact) }}
        where {{ in_tested[period] }}
    ) as fact_keys
    left join {{ api_call_volume.relation_as(ref(dimension), dimension) }} on fact_keys.{{ key }} = {{ dimension }}.{{ key }}
    where {{ dimension }}.{{ key }} is null
    {% endfor %}
    union all
    {% endfor %}
    select
        'fct_route_calls_daily.http_route' as fact_key,
        fact_keys.http_request_method || ' ' || fact_keys.http_route as key_value
    from (
        select distinct
            http_request_method,
            http_route
        from {{ ref('fct_route_calls_daily') }}
        where {{ in_tested['day'] }}
    ) as fact_keys
    left join {{ api_call_volume.relation_as(ref('dim_routes'), 'dim_routes') }}
        on
            fact_keys.http_request_method = dim_routes.http_request_method
            and fact_keys.http_route = dim_routes.http_route
    where dim_routes.http_route is null

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[fact_key] is [key_value] in some rows, but its dimension has no row for it.',
        'Run ' ~ api_call_volume.build_command() ~ ', which builds the dimensions from the facts again.'
    ) }}
from missing
