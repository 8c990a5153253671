{{ config(
    unique_key='date_week',
    meta={'rows_where': 'account_id is not null', 'week_start_day': api_call_volume.week_start_day()}
) }}
{%- do api_call_volume.table_layout('date_week', ['account_id']) %}

with

{{ api_call_volume.weekly_or_monthly_calls('week', caller=['account_id']) }}

select
    date_week,
    account_id,
    api_calls,
    {{ api_call_volume.outcome_columns().values() | join(',\n    ') }},
    active_users,
    active_routes,
    active_days,
    request_bytes,
    response_bytes,
    duration_ms_avg,
    duration_ms_p50,
    duration_ms_p95,
    duration_ms_p99,
    first_called_at,
    last_called_at,
    calls_per_day,
    previous_period_calls,
    change_ratio,
    is_complete_period,
    data_version
from compared_calls
