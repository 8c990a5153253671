with

accepted_calls as (

    select *
    from {{ ref('int_inventoried_api_calls') }}
    where disposition = 'accepted'

),

duplicated_keys as (

    select distinct
        source_name,
        entry_key
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call'

),

-- The copies are read twice, not from a CTE: DuckDB would keep its rows, and then spill nothing of what is grouped above it.
-- A left join and not `not exists`, which takes DuckDB twice as long.
calls_with_one_copy as (

    select accepted_calls.*
    from accepted_calls
    left join duplicated_keys
        on
            accepted_calls.source_name = duplicated_keys.source_name
            and accepted_calls.deduplication_key = duplicated_keys.entry_key
    where duplicated_keys.entry_key is null

),

kept_copies as (

    select *
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call' and is_counted

)
{% set columns = [
    'source_name', 'loaded_date', 'loaded_at', 'date_day', 'occurred_at', 'account_id', 'integration_id', 'user_id',
    'http_request_method', 'http_route', 'http_response_status_code', 'outcome', 'duration_ms', 'request_bytes',
    'response_bytes', 'call_count'
] + api_call_volume.call_dimensions() + api_call_volume.call_measures() %}
select {{ columns | join(', ') }}
from calls_with_one_copy

union all

select {{ columns | join(', ') }}
from kept_copies
