{{ config(
    unique_key='date_week',
    meta={'rows_where': 'account_id is not null', 'week_start_day': api_call_volume.week_start_day()}
) }}
{%- do api_call_volume.table_layout('date_week', ['account_id', 'integration_id']) %}

{{ api_call_volume.calls_by_compared_period('week') }}
