{{ config(
    enabled=api_call_volume.quotas_relation() is not none, unique_key='date_month', meta={'rows_where': 'account_id is not null'}
) }}
{%- do api_call_volume.table_layout('date_month', ['account_id']) %}

{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}
{%- set versions = api_call_volume.quota_usage_versions_query() %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month') }}

),

used_days as (

    {{ api_call_volume.used_quota_days_query(months_to_build) }}

),

last_days as (

    select
        date_month,
        account_id,
        metric,
        quota_window,
        window_start,
        quota_amount,
        max(date_day) as last_used_on,
        min(case when used_up_to_day > quota_amount then date_day end) as first_day_over
    from used_days
    group by date_month, account_id, metric, quota_window, window_start, quota_amount

)

-- A month that has no rows any more is one row without an account.
select
    months.date_month,
    last_days.account_id,
    last_days.metric,
    last_days.quota_window,
    last_days.window_start,
    last_days.quota_amount,
    cast(used_days.used_up_to_day as {{ numeric }}) as used,
    cast(
        cast(used_days.used_up_to_day as {{ double }}) / nullif(cast(last_days.quota_amount as {{ double }}), 0) as {{ numeric }}
    ) as used_share,
    cast(
        case when used_days.used_up_to_day > last_days.quota_amount then used_days.used_up_to_day - last_days.quota_amount else 0 end
        as {{ numeric }}
    ) as overage,
    last_days.first_day_over,
    months.is_complete_period,
    months.data_version
from months
left join last_days on months.date_month = last_days.date_month
left join used_days
    on
        last_days.account_id = used_days.account_id
        and last_days.metric = used_days.metric
        and last_days.quota_window = used_days.quota_window
        and last_days.window_start = used_days.window_start
        and last_days.last_used_on = used_days.date_day
