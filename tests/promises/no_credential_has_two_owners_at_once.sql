{{ config(severity='warn') }}

-- No two rows of integrations_relation give one credential to two owners at one time. A warning means that the owner
-- who begins later was taken: end the earlier row where the later one begins. The credential is not in the text, which is logged.
select
    credential_id,
    account_id,
    integration_id,
    valid_from,
    valid_to,
    {{ api_call_volume.promise_columns(
        'integrations_relation gives a credential of account [account_id], integration [integration_id], which holds from '
        ~ '[valid_from], another owner at the same time: the next row, from [valid_to] on. From then on, its calls belong to that one.',
        'End the earlier row: set its valid_to to [valid_to] or earlier. int_credential_owners shows both, where is_cut_short.'
    ) }}
from {{ ref('int_credential_owners') }}
where is_cut_short
