{% macro report_forecasts_query(accounts) %}
{#-
    A query: the accounts that use up their quota in the running month, the soonest first, then those with the most expected calls.
    Columns: id, name, first day of the month, last day that the forecast knows, calls up to it, calls expected of the whole month,
    the range that past forecasts give (low, high), quota, day on which it is used up. At most `accounts` of them.
-#}
select
    forecasts.account_id,
    accounts.account_name,
    forecasts.date_month,
    forecasts.as_of_date,
    forecasts.calls_to_date,
    forecasts.forecast_calls,
    forecasts.low_calls,
    forecasts.high_calls,
    forecasts.quota_calls,
    forecasts.quota_exhausted_on
from {{ ref('fct_month_forecast') }} as forecasts
left join (
    {{ api_call_volume.built_accounts_query(['account_name']) }}
) as accounts
    on forecasts.account_id = accounts.account_id
where
    forecasts.date_month = (select max(date_month) from {{ ref('fct_month_forecast') }})
    and not forecasts.is_complete_period
order by
    case when forecasts.quota_exhausted_on is null then 1 else 0 end,
    forecasts.quota_exhausted_on,
    coalesce(forecasts.forecast_calls, 0) desc,
    forecasts.account_id
limit {{ accounts }}
{% endmacro %}
