{% macro keys_of_several_calls(of_sources) %}
    {#-
        The rows of a promise: the sources with a condition (`of_sources`, SQL over keys_shared and keys_of_several_calls: of
        the deduplication keys that several rows have, how many are of rows that can't be copies of one call, since they are of
        different methods or routes, or more than a day apart). Then the id is that of something else, which several calls
        share: a trace, a session, a number that begins again.
    -#}
    with

    shared_keys as (

        select
            source_name,
            entry_key,
            count(distinct http_request_method) as methods_known,
            count(distinct http_route) as routes_known,
            min(date_day) as first_day,
            max(date_day) as last_day
        from {{ ref('int_duplicated_api_calls') }}
        where entry = 'call'
        group by source_name, entry_key
        having count(*) > 1

    ),

    compared_keys as (

        select
            source_name,
            entry_key,
            case
                when methods_known > 1 or routes_known > 1 then 1
                when {{ dbt.datediff('first_day', 'last_day', 'day') }} > 1 then 1
                else 0
            end as is_of_several_calls
        from shared_keys

    ),

    sources as (

        select
            source_name,
            count(*) as keys_shared,
            sum(is_of_several_calls) as keys_of_several_calls,
            substr(min(case when is_of_several_calls = 1 then entry_key end), 1, 80) as first_key
        from compared_keys
        group by source_name

    )

    select
        *,
        {{ api_call_volume.promise_columns(
            'Source [source_name]: of the [keys_shared] deduplication keys that several rows have, [keys_of_several_calls] are of rows with '
            ~ 'different methods, routes or days, such as [first_key]. Of the rows with one key, one counts.',
            'Where these are different calls, the id does not identify a call: in the entry of [source_name] in api_call_sources, set '
            ~ 'deduplicate_on to columns that do, or columns.event_id to another id (null for none), and run '
            ~ api_call_volume.build_command(full_refresh=true)
        ) }}
    from sources
    where {{ of_sources }}
{%- endmacro %}
