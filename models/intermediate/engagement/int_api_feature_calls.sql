{{ config(enabled=api_call_volume.has_engagement_source()) }}

with

features as (

    {{ api_call_volume.api_features() }}

),

route_calls as (

    select * from {{ ref('fct_route_calls_daily') }}

),

routes as (

    select distinct
        http_request_method,
        http_route
    from route_calls

),

-- A route that several patterns fit is what the longest of them says.
ranked as (

    select
        routes.http_request_method,
        routes.http_route,
        features.feature,
        row_number() over (
            partition by routes.http_request_method, routes.http_route
            order by
                length(features.http_route) desc,
                case when features.http_request_method is null then 1 else 0 end,
                {{ api_call_volume.binary_order('features.feature') }}
        ) as fit_rank
    from routes
    inner join features
        on
            routes.http_route
            like replace(replace(replace(replace(features.http_route, '~', '~~'), '_', '~_'), '%', '~%'), '*', '%') escape '~'
            and (features.http_request_method is null or routes.http_request_method = features.http_request_method)

)

select
    route_calls.date_day,
    route_calls.account_id,
    ranked.feature,
    sum(route_calls.api_calls) as api_calls
from route_calls
inner join ranked
    on
        route_calls.http_request_method = ranked.http_request_method
        and route_calls.http_route = ranked.http_route
where ranked.fit_rank = 1
group by route_calls.date_day, route_calls.account_id, ranked.feature
