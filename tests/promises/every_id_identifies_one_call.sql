{{ config(severity='warn') }}
{%- set most_copies = 20 %}
{%- set fewest_rows = 100 %}

-- A deduplication key belongs to one call. This warns of a key that more than 20 rows have, and of a day on which more
-- than half of a source's rows (of 100 or more) are copies. Loaders deliver a row two or three times. More copies mean
-- that many calls share a placeholder, or an id that a client made up, and only one of them counts.

with

shared_keys as (

    select
        source_name,
        entry_key,
        min(date_day) as date_day,
        count(*) as copies
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call'
    group by source_name, entry_key
    having count(*) > {{ most_copies }}

),

days_of_copies as (

    select
        source_name,
        date_day,
        sum(rows_duplicate) as copies,
        sum(rows_counted) + sum(rows_duplicate) as calls_received
    from {{ ref('fct_api_call_ledger') }}
    where date_day is not null
    group by source_name, date_day
    having
        sum(rows_counted) + sum(rows_duplicate) >= {{ fewest_rows }}
        and sum(rows_duplicate) > sum(rows_counted)

),

implausible as (

    select
        source_name,
        date_day,
        substr(entry_key, 1, 80) as shared_key,
        copies,
        copies as calls_received
    from shared_keys

    union all

    select
        source_name,
        date_day,
        cast(null as {{ dbt.type_string() }}) as shared_key,
        copies,
        calls_received
    from days_of_copies

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'shared_key is not null': 'Source [source_name]: [copies] rows, the first of [date_day], have the deduplication key '
            ~ '[shared_key]. One of them counts.',
            'else': 'Source [source_name]: of [calls_received] rows of [date_day], [copies] are copies of others and not counted.',
        },
        'Nothing, if the same rows were loaded again and again. Else the id does not identify a call: in the entry of '
        ~ '[source_name] in api_call_sources, set deduplicate_on to columns that do, or columns.event_id to another id '
        ~ '(null for none), and run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from implausible
