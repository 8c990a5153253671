{{ config(unique_key='date_week', meta={'rows_where': 'account_id is not null'}) }}

{{ api_call_volume.calls_by_compared_period('week') }}
