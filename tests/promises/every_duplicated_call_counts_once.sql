-- Of the copies of a call, exactly one is counted, or none where a row cancels the call. (With deduplication_window_days, at
-- least one: a copy that is loaded after the window counts again.) A failure means that calls are counted twice or not at all: build with --full-refresh,
-- and report it.

{%- set has_window = var('deduplication_window_days', none) is not none %}

with

cancellations as (

    select distinct entry_key
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'cancellation'

),

miscounted as (

    select
        {{ api_call_volume.deduplication_scope() }} as source_name,
        entry_key,
        min(date_day) as first_date_day,
        max(loaded_date) as last_loaded_date,
        count(*) as copies,
        sum(case when is_counted then 1 else 0 end) as copies_counted
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call'
    group by {{ api_call_volume.deduplication_scope() }}, entry_key
    having
        (
            sum(case when is_cancelled then 1 else 0 end) = 0
            and (
                sum(case when is_counted then 1 else 0 end) {{ '< 1' if has_window else '<> 1' }}
                or (count(*) < 2 and entry_key not in (select entry_key from cancellations))
            )
        )
        or sum(case when is_cancelled and is_counted then 1 else 0 end) > 0
        {%- if not has_window %}
        or sum(case when is_counted then 1 else 0 end) > 1
        {%- endif %}

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
