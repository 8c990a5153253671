{{ config(severity='warn') }}

-- No two rows of integrations_relation give a credential two owners at the same time. A warning means that the row with
-- the later valid_from counts: end the earlier row where the later one begins. The text, which is logged, leaves out the
-- credential.
select
    credential_id,
    account_id,
    integration_id,
    valid_from,
    valid_to,
    {{ api_call_volume.promise_columns(
        'integrations_relation gives a credential of account [account_id], integration [integration_id], valid from '
        ~ '[valid_from], another owner at the same time: the next row, valid from [valid_to]. From then on, its calls belong to that owner.',
        'End the earlier row: set its valid_to to [valid_to] or earlier. In int_credential_owners, is_cut_short marks it.'
    ) }}
from {{ ref('int_credential_owners') }}
where is_cut_short
