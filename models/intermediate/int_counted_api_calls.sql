with

accepted_calls as (

    select *
    from {{ ref('int_api_calls') }}
    where disposition = 'accepted'

),

repeated_calls as (

    select *
    from {{ ref('int_repeated_api_calls') }}
    where entry = 'call'

),

calls_that_arrived_once as (

    select accepted_calls.*
    from accepted_calls
    where not exists (
        select 1
        from repeated_calls
        where
            repeated_calls.source_name = accepted_calls.source_name
            and repeated_calls.entry_key = accepted_calls.deduplication_key
    )

),

kept_copies as (

    select *
    from repeated_calls
    where is_counted

)
{% set columns = [
    'source_name', 'loaded_date', 'loaded_at', 'date_day', 'occurred_at', 'account_id', 'integration_id', 'user_id',
    'http_request_method', 'http_route', 'http_response_status_code', 'outcome', 'duration_ms', 'request_bytes',
    'response_bytes', 'call_count'
] %}
select {{ columns | join(', ') }}
from calls_that_arrived_once

union all

select {{ columns | join(', ') }}
from kept_copies
