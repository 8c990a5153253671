{{ config(severity='warn') }}
-- No source has more routes than most_routes. Routes come from paths where the log names none, and an id that is not told
-- from a word makes a route of its own, and a row of each day in fct_route_calls_daily.

with

routes as (

    select
        source_name,
        http_route,
        sum(api_calls) as api_calls
    from {{ ref('int_route_calls') }}
    where http_route is not null
    group by source_name, http_route

),

ranked as (

    select
        source_name,
        http_route,
        count(*) over (partition by source_name) as route_count,
        row_number() over (partition by source_name order by api_calls, http_route) as place
    from routes

),

-- Those with the fewest calls are the likeliest to hold an id.
crowded as (

    select
        source_name,
        max(route_count) as route_count,
        max(case when place = 1 then http_route end) as first_example,
        max(case when place = 2 then http_route end) as second_example,
        max(case when place = 3 then http_route end) as third_example
    from ranked
    where route_count > {{ api_call_volume.most_routes() }} and place <= 3
    group by source_name

)

select
    *,
    {{ api_call_volume.promise_columns(
        'Source [source_name] has [route_count] routes, more than most_routes (' ~ api_call_volume.most_routes() ~ '). Among those with '
        ~ 'the fewest calls: [first_example], [second_example], [third_example].',
        'If these hold ids or names, write route_templates_relation in the entry of [source_name] in api_call_sources, or map '
        ~ 'http_route in its columns, and run ' ~ api_call_volume.build_command(full_refresh=true) ~ '. If they are routes, set '
        ~ 'most_routes to a higher number.'
    ) }}
from crowded
