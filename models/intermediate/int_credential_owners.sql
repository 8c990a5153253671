{%- do api_call_volume.table_layout(kept=false) %}

with

declared_owners as (

    {{ api_call_volume.declared_credential_owners() }}

),

periods as (

    select
        credential_id,
        account_id,
        integration_id,
        coalesce(valid_from, cast('1900-01-01' as {{ api_call_volume.type_utc_timestamp() }})) as valid_from,
        coalesce(valid_to, cast('9999-01-01' as {{ api_call_volume.type_utc_timestamp() }})) as valid_to
    from declared_owners
    where credential_id is not null

),

-- Where two rows overlap, the one that begins later applies from its start on, so that a call has one owner.
successions as (

    select
        *,
        lead(valid_from) over (
            partition by credential_id
            order by
                valid_from,
                valid_to,
                {{ api_call_volume.binary_order("coalesce(account_id, '')") }},
                {{ api_call_volume.binary_order("coalesce(integration_id, '')") }}
        ) as next_valid_from
    from periods
    where valid_from < valid_to

)

select
    credential_id,
    account_id,
    integration_id,
    valid_from,
    case when next_valid_from < valid_to then next_valid_from else valid_to end as valid_to,
    coalesce(next_valid_from < valid_to, false) as is_cut_short
from successions
