{{ config(severity='warn') }}

-- Two rows of integrations_relation that hold at once: the one that begins later holds from then on.
select
    credential_id,
    account_id,
    integration_id,
    valid_from
from {{ ref('int_credential_owners') }}
where is_cut_short
