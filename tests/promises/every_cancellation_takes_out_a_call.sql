{{ config(severity='warn') }}
{%- set fewest_keys = 20 %}

-- A row that cancels a call (`cancelled_when`) takes it out. This warns of calls that still count, since raw no longer had
-- their rows or the cancellation was loaded more than raw_retention_days after them, and of a source of which most
-- cancellations (and 20 or more) have a key that no call has: mostly an id that is not the one of the call.

with

cancelled_keys as (

    select
        {{ api_call_volume.deduplication_scope() }} as key_scope,
        entry_key,
        min(case when entry = 'cancellation' then source_name end) as source_name,
        sum(case when entry = 'call' then 1 else 0 end) as copies,
        sum(case when is_counted then 1 else 0 end) as copies_counted
    from {{ ref('int_duplicated_api_calls') }}
    where entry <> 'load_date'
    group by {{ api_call_volume.deduplication_scope() }}, entry_key
    having sum(case when entry = 'cancellation' then 1 else 0 end) > 0

),

sources as (

    select
        source_name,
        count(*) as keys_cancelled,
        sum(case when copies = 0 then 1 else 0 end) as keys_without_call,
        sum(case when copies_counted > 0 then 1 else 0 end) as keys_counted,
        substr(min(case when copies = 0 then entry_key end), 1, 80) as key_without_call,
        substr(min(case when copies_counted > 0 then entry_key end), 1, 80) as key_counted
    from cancelled_keys
    group by source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'keys_counted > 0': 'Source [source_name]: [keys_counted] of the [keys_cancelled] calls that its rows cancel still count, such as '
            ~ '[key_counted].',
            'else': 'Source [source_name]: of the [keys_cancelled] keys that its rows cancel, [keys_without_call] are those of no call, such as '
            ~ '[key_without_call].',
        },
        {
            'keys_counted > 0': 'Nothing, if cancellations as late as these need not count. They came after raw_retention_days, or after '
            ~ 'the rows of the calls were purged.',
            'else': 'If the calls are there, correct what identifies them in the entry of [source_name] in api_call_sources (columns.event_id or '
            ~ 'deduplicate_on: the same value in the row of a call and in the row that cancels it), and run '
            ~ api_call_volume.build_command(full_refresh=true) ~ '. If they were rejected or excluded, or are still to come, nothing.',
        }
    ) }}
from sources
where
    keys_counted > 0
    or (keys_without_call >= {{ fewest_keys }} and keys_without_call * 2 > keys_cancelled)
