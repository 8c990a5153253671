-- Of the last seven load dates of a source with 100 calls or more, not most are dated before 1990: seconds since 1970 that are
-- read as milliseconds date every call to January 1970, where nobody looks.

with

load_dates as (

    select
        source_name,
        loaded_date,
        sum(api_calls) as api_calls,
        sum(case when date_day < cast('1990-01-01' as {{ api_call_volume.type_date() }}) then api_calls else 0 end) as early_calls,
        max(case when date_day < cast('1990-01-01' as {{ api_call_volume.type_date() }}) then date_day end) as last_early_day,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('int_route_calls') }}
    where date_day is not null
    group by source_name, loaded_date

),

sources as (

    select
        source_name,
        cast(sum(api_calls) as {{ dbt.type_bigint() }}) as api_calls,
        cast(sum(early_calls) as {{ dbt.type_bigint() }}) as early_calls,
        max(last_early_day) as last_early_day,
        min(loaded_date) as first_load_date,
        max(loaded_date) as last_load_date
    from load_dates
    where place <= 7
    group by source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: [early_calls] of its [api_calls] calls loaded from [first_load_date] to [last_load_date] are dated before '
        ~ '1990, the last of them on [last_early_day].',
        'In the entry of [source_name] in api_call_sources, set epoch_unit to what its times count since 1970 (s, ms, us or ns), or '
        ~ 'correct occurred_at in columns. To reject such calls, set first_call_date. Then run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from sources
where
    early_calls >= 100
    and early_calls * 2 > api_calls
