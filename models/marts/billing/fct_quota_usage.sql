{{ config(enabled=api_call_volume.quotas_relation() is not none) }}
{%- do api_call_volume.table_layout(kept=false) %}

{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}

{%- set time_zones = api_call_volume.billing_time_zones() %}

with

used_days as (

    {{ api_call_volume.used_quota_days_query() }}

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

windows as (

    select
        account_id,
        metric,
        quota_window,
        window_start,
        window_end,
        quota_amount,
        sum(used) as used,
        {%- if time_zones %}
        max(complete_before) as complete_before,
        {%- endif %}
        min(case when used_up_to_day > quota_amount then date_day end) as first_day_over
    from used_days
    group by account_id, metric, quota_window, window_start, window_end, quota_amount

)

select
    windows.account_id,
    windows.metric,
    windows.quota_window,
    windows.window_start,
    windows.quota_amount,
    cast(windows.used as {{ numeric }}) as used,
    cast(cast(windows.used as {{ double }}) / nullif(cast(windows.quota_amount as {{ double }}), 0) as {{ numeric }}) as used_share,
    cast(case when windows.used > windows.quota_amount then windows.used - windows.quota_amount else 0 end as {{ numeric }}) as overage,
    windows.first_day_over,
    {%- if time_zones %}
    coalesce(windows.window_end <= coalesce(windows.complete_before, completeness.complete_before), false) as is_complete_period
    {%- else %}
    coalesce(windows.window_end <= completeness.complete_before, false) as is_complete_period
    {%- endif %}
from windows
cross join completeness
