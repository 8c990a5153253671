{{ config(severity='warn') }}
-- Rows that could not be counted, since earlier copies of them may be purged from raw already.

select
    source_name,
    loaded_date,
    date_day,
    rows_too_late
from {{ ref('fct_api_call_ledger') }}
where rows_too_late > 0
