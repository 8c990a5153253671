{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Internal accounts have both calls and product events, or neither. A warning means that a `where` leaves them out of one
-- of the two, which are then not of the same accounts: leave them out of both or of neither.

with

accounts_with_events as (

    select distinct account_id
    from {{ ref('int_product_events') }}

),

accounts_with_calls as (

    select distinct account_id
    from {{ ref('fct_api_calls_daily') }}

),

declared_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

internal_accounts as (

    select
        count(accounts_with_calls.account_id) as internal_accounts_with_calls,
        count(accounts_with_events.account_id) as internal_accounts_with_events
    from declared_accounts
    left join accounts_with_calls on declared_accounts.account_id = accounts_with_calls.account_id
    left join accounts_with_events on declared_accounts.account_id = accounts_with_events.account_id

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[internal_accounts_with_calls] internal accounts have calls, [internal_accounts_with_events] have product events: '
        ~ 'one of the two leaves them out.',
        'Leave them out of both or of neither, by `where` of the sources in api_call_sources and of '
        ~ 'engagement_sources.product_events.'
    ) }}
from internal_accounts
where
    (internal_accounts_with_calls > 0 and internal_accounts_with_events = 0)
    or (internal_accounts_with_calls = 0 and internal_accounts_with_events > 0)
