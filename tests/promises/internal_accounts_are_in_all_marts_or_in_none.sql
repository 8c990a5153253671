{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Where internal accounts call, their events are counted too, and the other way round: `where` leaves them out of both or of none.

with

accounts_with_events as (

    select distinct account_id
    from {{ ref('int_product_events') }}

),

internal_accounts as (

    select
        count(dim_accounts.first_called_on) as internal_accounts_with_calls,
        count(accounts_with_events.account_id) as internal_accounts_with_events
    from {{ ref('dim_accounts') }} as dim_accounts
    left join accounts_with_events on dim_accounts.account_id = accounts_with_events.account_id
    where dim_accounts.is_internal

)

select *
from internal_accounts
where
    (internal_accounts_with_calls > 0 and internal_accounts_with_events = 0)
    or (internal_accounts_with_calls = 0 and internal_accounts_with_events > 0)
