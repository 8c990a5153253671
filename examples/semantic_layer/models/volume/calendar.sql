{{ config(materialized='table') }}

with

dates as (

    select * from {{ ref('api_call_volume', 'dim_dates') }}

),

-- The complete ones, also those in which nobody called.
periods as (

    select distinct
        period_grain,
        period_start
    from {{ ref('api_call_volume', 'fct_account_periods') }}

),

weeks as (

    select period_start as date_week
    from periods
    where period_grain = 'week'

),

months as (

    select period_start as date_month
    from periods
    where period_grain = 'month'

)

select
    dates.date_day,
    dates.date_week,
    dates.day_name,
    dates.is_weekend,
    weeks.date_week is not null as is_complete_week,
    months.date_month is not null as is_complete_month
from dates
left join weeks on dates.date_week = weeks.date_week
left join months on dates.date_month = months.date_month
