{{ config(severity='warn') }}
{%- set fewest_calls = 3 %}
{%- set most_seconds_apart = 60 %}
{%- set sources = api_call_volume.api_call_sources() %}
{#- For dbt's parser, which may see one source: in_tested_periods reads it. -#}
{%- set depends_on = [ref('int_route_calls')] %}

-- No call counts in two sources, as where a log of the edge and one of the origin have the same requests, or a table of
-- today and one of all days overlap. This warns of two sources that share at least 3 keys, and 1 % of the smaller
-- source's, in the tested days, with times that are at most 60 seconds apart. Ids that are only small numbers are shared
-- by chance, but not at the same times. `same_calls_as` makes such calls count once.

with

keys_of_calls as (

    select
        source_name,
        {{ api_call_volume.deduplication_scope() }} as key_scope,
        deduplication_key,
        min(occurred_at) as occurred_at
    from {{ ref('int_inventoried_api_calls') }}
    where
        disposition = 'accepted'
        and deduplication_key is not null
        and {{ api_call_volume.in_tested_periods('day', 'date_day') if sources | length > 1 else '1 = 0' }}
    group by source_name, deduplication_key

),

source_sizes as (

    select
        source_name,
        count(*) as calls
    from keys_of_calls
    group by source_name

),

shared_calls as (

    select
        here.source_name,
        there.source_name as other_source_name,
        count(*) as shared_keys
    from keys_of_calls as here
    inner join keys_of_calls as there on here.deduplication_key = there.deduplication_key
    where
        here.source_name < there.source_name
        and here.key_scope <> there.key_scope
        and abs({{ api_call_volume.milliseconds_between('here.occurred_at', 'there.occurred_at') }}) <= {{ most_seconds_apart * 1000 }}
    group by here.source_name, there.source_name

),

counted_twice as (

    select
        shared_calls.source_name,
        shared_calls.other_source_name,
        shared_calls.shared_keys
    from shared_calls
    inner join source_sizes as here on shared_calls.source_name = here.source_name
    inner join source_sizes as there on shared_calls.other_source_name = there.source_name
    where
        shared_calls.shared_keys >= {{ fewest_calls }}
        and (shared_calls.shared_keys * 100 >= here.calls or shared_calls.shared_keys * 100 >= there.calls)

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Sources [source_name] and [other_source_name] share the keys of [shared_keys] calls, at the same times. Each of them '
        ~ 'counts in both sources.',
        'If these are the same calls, write same_calls_as: [source_name] in the entry of [other_source_name] in '
        ~ 'api_call_sources, and run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from counted_twice
