{{ config(unique_key='date_month', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_month', ['account_id', 'integration_id']) %}

{{ api_call_volume.calls_by_compared_period('month') }}
