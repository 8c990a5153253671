{% macro billing_period_calls_ctes() %}
    {#-
        CTEs, the last of which is `billing_period_calls`: `billing_periods` (see billing_period_ctes) with the calls of each,
        and what of these and of earlier periods is billed in it. A period without calls is there where the account is billed for
        it all the same.
    -#}
    {%- set closes = api_call_volume.closes() -%}
    {%- set quantities = ['calls'] + api_call_volume.call_measures() -%}
{{ api_call_volume.billing_period_ctes(closes=closes) }},

calls_of_periods as (

    select
        billing_periods.account_id,
        billing_periods.period_start,
        sum(account_days.api_calls) as api_calls,
        {%- for column in api_call_volume.outcome_columns().values() %}
        sum(account_days.{{ column }}) as {{ column }},
        {%- endfor %}
        {%- for measure in api_call_volume.call_measures() %}
        sum(account_days.{{ measure }}) as {{ measure }},
        {%- endfor %}
        sum(account_days.request_bytes) as request_bytes,
        sum(account_days.response_bytes) as response_bytes
    from billing_periods
    inner join account_days
        on
            billing_periods.account_id = account_days.account_id
            and billing_periods.period_start <= account_days.date_day
            and billing_periods.period_end > account_days.date_day
    group by billing_periods.account_id, billing_periods.period_start

),

{% if closes -%}
{{ api_call_volume.closed_period_ctes() }},

-- Those that every source has loaded up to.
closed_now as (

    select
        closed_periods.account_id,
        closed_periods.period_start,
        max(closed_periods.closed_on) as closed_on
    from closed_periods
    {%- if api_call_volume.billing_time_zones() %}
    inner join billing_periods
        on
            closed_periods.account_id = billing_periods.account_id
            and closed_periods.period_start = billing_periods.period_start
    {%- else %}
    cross join completeness
    {%- endif %}
    {%- set loads = 'billing_periods' if api_call_volume.billing_time_zones() else 'completeness' %}
    where
        closed_periods.closed_on <= {{ loads }}.complete_before
        and closed_periods.reopened_on > {{ loads }}.complete_before
    group by closed_periods.account_id, closed_periods.period_start

),
{% for name, period in {'taken_out': 'period_start', 'added': 'billed_in_period_start'}.items() %}
{{ name }} as (

    select
        account_id,
        {{ period }} as period_start,
        {%- for quantity in quantities %}
        sum({{ quantity }}) as {{ quantity }}{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('fct_billing_adjustments') }}
    where {{ period }} is not null
    group by account_id, {{ period }}

),
{% endfor %}
{% endif -%}
billing_period_calls as (

    select
        billing_periods.account_id,
        billing_periods.period_start,
        billing_periods.period_end,
        billing_periods.plan,
        billing_periods.is_complete,
        {%- for quantity in quantities %}
        {%- set calls = 'coalesce(calls_of_periods.' ~ ('api_calls' if quantity == 'calls' else quantity) ~ ', 0)' %}
        {%- if closes %}
        {{ calls }} - coalesce(taken_out.{{ quantity }}, 0) as closed_{{ quantity }},
        coalesce(added.{{ quantity }}, 0) as adjustment_{{ quantity }},
        {{ calls }} - coalesce(taken_out.{{ quantity }}, 0) + coalesce(added.{{ quantity }}, 0) as billed_{{ quantity }},
        {%- else %}
        {{ calls }} as closed_{{ quantity }},
        0 as adjustment_{{ quantity }},
        {{ calls }} as billed_{{ quantity }},
        {%- endif %}
        {%- endfor %}
        {{ 'closed_now.closed_on' if closes else 'cast(null as ' ~ api_call_volume.type_date() ~ ') as closed_on' }},
        coalesce(calls_of_periods.api_calls, 0) as api_calls,
        {%- for column in api_call_volume.outcome_columns().values() %}
        coalesce(calls_of_periods.{{ column }}, 0) as {{ column }},
        {%- endfor %}
        {%- for measure in api_call_volume.call_measures() %}
        coalesce(calls_of_periods.{{ measure }}, 0) as {{ measure }},
        {%- endfor %}
        coalesce(calls_of_periods.request_bytes, 0) as request_bytes,
        coalesce(calls_of_periods.response_bytes, 0) as response_bytes
    from billing_periods
    left join calls_of_periods
        on
            billing_periods.account_id = calls_of_periods.account_id
            and billing_periods.period_start = calls_of_periods.period_start
    {%- if closes %}
    {%- for name in ['closed_now', 'taken_out', 'added'] %}
    left join {{ name }}
        on
            billing_periods.account_id = {{ name }}.account_id
            and billing_periods.period_start = {{ name }}.period_start
    {%- endfor %}
    {%- endif %}
    where
        billing_periods.is_billed
        or calls_of_periods.account_id is not null
        {%- if closes %}
        or taken_out.account_id is not null
        or added.account_id is not null
        {%- endif %}

)
{%- endmacro %}
