select * from {{ ref('api_call_volume', 'fct_api_calls_daily') }}
