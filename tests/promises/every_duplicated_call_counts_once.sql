-- Of the copies of a call, exactly one is counted, or none where a row cancels the call. (With deduplication_window_days,
-- at least one: a copy that is loaded after the window counts again.) A failure means that calls are counted twice or
-- not at all: build with --full-refresh, and report it.

with

shared_keys as (

    select
        {{ api_call_volume.deduplication_scope() }} as source_name,
        entry_key,
        min(case when entry = 'call' then date_day end) as first_date_day,
        max(case when entry = 'call' then loaded_date end) as last_loaded_date,
        sum(case when entry = 'call' then 1 else 0 end) as copies,
        sum(case when entry = 'cancellation' then 1 else 0 end) as cancellations,
        sum(case when is_counted then 1 else 0 end) as copies_counted,
        sum(case when is_cancelled then 1 else 0 end) as copies_cancelled,
        sum(case when is_counted and is_cancelled then 1 else 0 end) as copies_of_both
    from {{ ref('int_duplicated_api_calls') }}
    where entry <> 'load_date'
    group by {{ api_call_volume.deduplication_scope() }}, entry_key

),

miscounted as (

    select
        source_name,
        entry_key,
        first_date_day,
        last_loaded_date,
        copies,
        copies_counted
    from shared_keys
    where
        copies > 0
        and (
            (copies_counted < 1 and copies_cancelled = 0)
            {%- if var('deduplication_window_days', none) is none %}
            or copies_counted > 1
            {%- endif %}
            or copies_of_both > 0
            or (copies < 2 and cancellations = 0)
        )

)

-- The text, which is logged, leaves out the key: it may be made of any raw column.
select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: int_duplicated_api_calls has [copies] copies of a call of [first_date_day], last loaded on '
        ~ '[last_loaded_date]. Counted are [copies_counted].',
        'Run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from miscounted
