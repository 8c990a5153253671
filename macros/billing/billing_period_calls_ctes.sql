{% macro billing_period_calls_ctes() %}
    {#-
        CTEs, the last of which is `billing_period_calls`: `billing_periods` (see billing_period_ctes) with the calls of each.
        A period without calls is there where the account is billed for it all the same.
    -#}
{{ api_call_volume.billing_period_ctes() }},

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

billing_period_calls as (

    select
        billing_periods.account_id,
        billing_periods.period_start,
        billing_periods.period_end,
        billing_periods.plan,
        billing_periods.is_complete,
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
    where billing_periods.is_billed or calls_of_periods.account_id is not null

)
{%- endmacro %}
