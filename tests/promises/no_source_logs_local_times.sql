{{ config(severity='warn') }}

-- Of a source that is loaded in most hours, some calls are minutes old when they are loaded. Where in nine load hours of ten
-- the newest call is older by the same whole or half hours, and by three or more, its times are mostly local times of a
-- zone west of UTC that are read as UTC: the calls stand at wrong hours, and some on wrong days. (East of UTC, such calls
-- are in the future, and rejected.) This is a warning, since a source may be loaded so late.

with

load_hours as (

    select
        source_name,
        {{ api_call_volume.load_hour() }} as loaded_hour,
        min(loaded_date) as loaded_date,
        min({{ api_call_volume.milliseconds_between('occurred_at', 'loaded_at') }}) as least_ms
    from {{ ref('int_api_calls') }}
    where
        {{ api_call_volume.in_load_dates(api_call_volume.latest_load_dates()) }}
        and disposition = 'accepted'
        and loaded_at is not null
    group by source_name, {{ api_call_volume.load_hour() }}

),

quarter_hours as (

    select
        source_name,
        loaded_date,
        cast(floor((least_ms + 120000) / 900000) as {{ dbt.type_int() }}) as quarter_hours
    from load_hours

),

delays as (

    select
        source_name,
        quarter_hours,
        count(*) as load_hours,
        sum(count(*)) over (partition by source_name) as load_hours_known,
        min(loaded_date) as first_load_date,
        max(loaded_date) as last_load_date,
        cast(quarter_hours / 4.0 as decimal(9, 1)) as hours_late
    from quarter_hours
    group by source_name, quarter_hours

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: in [load_hours] of the [load_hours_known] hours in which rows were loaded from [first_load_date] to '
        ~ '[last_load_date], the newest call was [hours_late] hours old. Its times may be local times, read as UTC.',
        'If they are, map occurred_at to SQL that converts them to UTC in columns of [source_name] (api_call_sources), and run '
        ~ api_call_volume.build_command(full_refresh=true) ~ '. If the rows are loaded so late, nothing.'
    ) }}
from delays
where
    quarter_hours between 12 and 56
    and mod(quarter_hours, 2) = 0
    and load_hours_known >= 24
    and load_hours * 10 >= load_hours_known * 9
