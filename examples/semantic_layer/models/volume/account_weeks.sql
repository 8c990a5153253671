select
    period_start as date_week,
    account_id,
    api_calls,
    previous_period_calls
from {{ ref('api_call_volume', 'fct_account_periods') }}
where period_grain = 'week'
