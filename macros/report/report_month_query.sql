{% macro report_month_query() %}
{#-
    A query: the running month, over all accounts. Columns: its first day, the last day that the forecasts know, calls up to it,
    calls expected of the whole month (of accounts without a forecast, those up to that day), accounts, those without a forecast.
-#}
select
    date_month,
    as_of_date,
    sum(calls_to_date) as calls_to_date,
    sum(coalesce(forecast_calls, calls_to_date)) as forecast_calls,
    count(*) as accounts,
    sum(case when forecast_calls is null then 1 else 0 end) as accounts_without_forecast
from {{ ref('fct_month_forecast') }}
where
    date_month = (select max(date_month) from {{ ref('fct_month_forecast') }})
    and not is_complete_period
group by date_month, as_of_date
{% endmacro %}
