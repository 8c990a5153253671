{{ config(severity='warn', enabled=api_call_volume.has_engagement_source('product_events')) }}

-- Where internal accounts call, their events are counted too, and the other way round: `where` leaves them out of both or of none.

with

internal_accounts as (

    select *
    from {{ ref('dim_accounts') }}
    where is_internal

),

counted as (

    select
        (select count(*) from internal_accounts where first_called_on is not null) as internal_accounts_with_calls,
        (
            select count(distinct product_events.account_id)
            from {{ ref('int_product_events') }} as product_events
            inner join internal_accounts on product_events.account_id = internal_accounts.account_id
        ) as internal_accounts_with_events

)

select *
from counted
where (internal_accounts_with_calls > 0) <> (internal_accounts_with_events > 0)
