{{ config(severity='warn') }}

-- Of the last seven load dates of a source with 1,000 calls or more, accounts make several calls, and so do integrations.
-- Where nearly each call has one of its own, what is mapped identifies a call or a connection: a request id, a session, an
-- address with its port. This is a warning, since there may be a service whose customers call once.

with

load_dates as (

    select
        source_name,
        loaded_date,
        row_number() over (partition by source_name order by loaded_date desc) as place
    from {{ ref('int_route_calls') }}
    where date_day is not null
    group by source_name, loaded_date

),

sources as (

    select
        route_calls.source_name,
        cast(sum(route_calls.api_calls) as {{ dbt.type_bigint() }}) as api_calls,
        count(distinct route_calls.account_id) as accounts_known,
        count(distinct route_calls.integration_id) as integrations_known,
        min(route_calls.loaded_date) as first_load_date,
        max(route_calls.loaded_date) as last_load_date
    from {{ api_call_volume.relation_as(ref('int_route_calls'), 'route_calls') }}
    inner join load_dates
        on route_calls.source_name = load_dates.source_name and route_calls.loaded_date = load_dates.loaded_date
    where load_dates.place <= 7 and route_calls.api_calls > 0
    group by route_calls.source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'accounts_known * 10 >= api_calls * 9': 'Source [source_name]: its [api_calls] calls loaded from [first_load_date] to '
            ~ '[last_load_date] are of [accounts_known] accounts, nearly one for each call.',
            'else': 'Source [source_name]: its [api_calls] calls loaded from [first_load_date] to [last_load_date] are of '
            ~ '[integrations_known] integrations, nearly one for each call.',
        },
        {
            'accounts_known * 10 >= api_calls * 9': 'Map account_id to what identifies a customer in the entry of [source_name] in '
            ~ 'api_call_sources, not a request, a session or an address with its port. Then run '
            ~ api_call_volume.build_command(full_refresh=true),
            'else': 'Map integration_id to what identifies an application of a customer in the entry of [source_name] in '
            ~ 'api_call_sources. Then run ' ~ api_call_volume.build_command(full_refresh=true),
        }
    ) }}
from sources
where
    api_calls >= 1000
    and (accounts_known * 10 >= api_calls * 9 or integrations_known * 10 >= api_calls * 9)
