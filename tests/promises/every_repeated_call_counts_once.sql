{#- With a window, a copy that arrives after it counts again: at least one copy then, and not every one. -#}

select
    source_name,
    entry_key
from {{ ref('int_repeated_api_calls') }}
where entry = 'call'
group by source_name, entry_key
having
    sum(case when is_counted then 1 else 0 end) {{ '< 1' if var('deduplication_window_days', none) is not none else '<> 1' }}
    or count(*) < 2
