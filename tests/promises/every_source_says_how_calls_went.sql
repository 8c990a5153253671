-- Of the last seven load dates of a source with 100 calls or more, one call at least has a status, or an outcome other than
-- aborted. A call without a status counts as aborted; if all do, the status is in another place.

with

load_dates as (

    select
        source_name,
        loaded_date,
        -- calls that are taken back must not hide others
        sum(abs(api_calls)) as api_calls,
        sum(case when outcome = 'aborted' and http_response_status_code is null then abs(api_calls) else 0 end) as calls_without_status,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('int_route_calls') }}
    where date_day is not null
    group by source_name, loaded_date

),

sources as (

    select
        source_name,
        cast(sum(api_calls) as {{ dbt.type_bigint() }}) as api_calls,
        sum(calls_without_status) as calls_without_status,
        min(loaded_date) as first_load_date,
        max(loaded_date) as last_load_date
    from load_dates
    where place <= 7
    group by source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name]: none of its [api_calls] calls loaded from [first_load_date] to [last_load_date] has a status from 100 '
        ~ 'to 999, so that all of them count as aborted.',
        'If its rows have a status, map http_response_status_code to it in the entry of [source_name] in api_call_sources. If they have '
        ~ 'none since each call succeeded, map outcome to the SQL that says so. Then run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from sources
where
    api_calls >= 100
    and calls_without_status = api_calls
