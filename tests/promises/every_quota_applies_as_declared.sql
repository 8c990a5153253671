{{ config(severity='warn') }}

-- Every row of `quotas` can be read, and no two of them limit the same use of an account at the same time. Otherwise a row
-- counts for nothing, or for less long than it says. Correct the row in its table.

with

quotas as (

    {{ api_call_volume.quotas_query() }}

)

select
    account_id,
    metric,
    quota_window,
    amount,
    valid_from,
    valid_to,
    {{ api_call_volume.promise_columns(
        {
            'problem is not null': 'quotas: the row of account [account_id], metric [metric], window [quota_window], valid from [valid_from], '
            ~ 'does not apply: [problem].',
            'else': 'quotas: account [account_id] has two quotas of [metric] by [quota_window] at the same time. The one valid from [valid_from] '
            ~ 'ends on [valid_to], where the next one begins.',
        },
        {
            'problem is not null': 'Correct the row in the table that the setting quotas names.',
            'else': 'End the earlier row: set its valid_to to [valid_to] or earlier.',
        }
    ) }}
from quotas
where
    problem is not null
    or is_cut_short
