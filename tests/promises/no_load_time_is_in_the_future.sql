{{ config(severity='warn') }}
-- No row was loaded later than now, but for future_tolerance_minutes. A later load time is mostly a local time that is
-- read as UTC, and then dates may be off by a day. Such rows count, but do not say how far their source has loaded.

with

load_dates as (

    select
        source_name,
        loaded_date,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_raw_inventory') }}
    where last_loaded_at > {{ api_call_volume.latest_plausible_load() }}
    group by source_name, loaded_date

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: the last row was loaded at [last_loaded_at] (UTC), which is in the future.',
        'If its load times are local times, write their time zone in the entry of [source_name] in api_call_sources, such as '
        ~ 'loaded_at_time_zone: Europe/Berlin, and run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from load_dates
