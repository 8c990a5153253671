select * from {{ ref('api_call_volume', 'fct_account_calls_daily') }}
