{{ config(severity='warn') }}

-- Of the last seven load dates of a source that counts 100 calls or more of a load date on average, none with 100 rows or more
-- has all of them excluded: a value that `where` compares may have another spelling now. This is a warning, since there may
-- be a day of nothing but health checks.

with

load_dates as (

    select
        source_name,
        loaded_date,
        sum(rows_received) as rows_received,
        sum(rows_excluded) as rows_excluded,
        sum(rows_counted) as rows_counted,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('fct_api_call_ledger') }}
    where loaded_date is not null
    group by source_name, loaded_date

),

usual_counts as (

    select
        source_name,
        avg(rows_counted) as usual_rows_counted
    from load_dates
    where place <= 35
    group by source_name

),

excluded_dates as (

    select load_dates.*
    from load_dates
    inner join usual_counts on load_dates.source_name = usual_counts.source_name
    where
        load_dates.place <= 7
        and load_dates.rows_received >= 100
        and load_dates.rows_excluded = load_dates.rows_received
        and usual_counts.usual_rows_counted >= 100

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name], load date [loaded_date]: all [rows_received] rows are excluded, and none counts.',
        'If they are calls, correct `where` in the entry of [source_name] in api_call_sources, or excluded_calls_where: compare their '
        ~ 'texts with what raw has now, upper and lower case too. Then run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from excluded_dates
