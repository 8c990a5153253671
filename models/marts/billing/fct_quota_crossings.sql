{{ config(enabled=api_call_volume.quotas_relation() is not none) }}
{%- do api_call_volume.table_layout(kept=false) %}

{%- set never = "cast('9999-01-01' as " ~ api_call_volume.type_date() ~ ")" %}

with

used_days as (

    {{ api_call_volume.used_quota_days_query() }}

),

thresholds as (
    {% for threshold in api_call_volume.quota_thresholds() %}
    select {{ threshold }} as threshold_percent
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    used_days.account_id,
    used_days.metric,
    used_days.quota_window,
    used_days.window_start,
    cast(thresholds.threshold_percent as {{ dbt.type_bigint() }}) as threshold_percent,
    min(used_days.date_day) as crossed_on,
    -- the day after the last one on which this much was used; none while it still is
    nullif(max(coalesce(used_days.next_day, {{ never }})), {{ never }}) as resolved_on
from used_days
cross join thresholds
where
    used_days.used_up_to_day > 0
    and used_days.used_up_to_day * 100 >= used_days.quota_amount * thresholds.threshold_percent
group by
    used_days.account_id,
    used_days.metric,
    used_days.quota_window,
    used_days.window_start,
    thresholds.threshold_percent
