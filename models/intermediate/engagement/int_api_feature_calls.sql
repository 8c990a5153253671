{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key='date_day', meta={'rows_where': 'data_version is not null'}
) }}
{%- do api_call_volume.table_layout('date_day', ['feature', 'account_id']) %}

{%- set days_to_build = api_call_volume.feature_days_to_build() %}
{%- set columns = {'period_grain': dbt.type_string(), 'date_day': api_call_volume.type_date(), 'data_version': dbt.type_bigint()} %}

{{ api_call_volume.skip_unless_due(days_to_build) }}

with

days as (
    {% if days_to_build is none %}
    select
        date_day,
        version as data_version
    from (
        {{ api_call_volume.feature_day_versions_query() }}
    ) as feature_day_versions
    {% else %}
    {{ api_call_volume.literal_rows(days_to_build, columns) }}
    {% endif %}
),

features as (

    {{ api_call_volume.api_features_query() }}

),

route_calls as (

    select *
    from {{ ref('int_route_calls') }}
    where {{ api_call_volume.in_periods(days_to_build) }}

),

routes as (

    select distinct
        http_request_method,
        http_route
    from route_calls

),

-- Where several patterns fit a route, the longest decides.
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
            {{ api_call_volume.matches_wildcard('routes.http_route', 'features.http_route') }}
            and (features.http_request_method is null or routes.http_request_method = features.http_request_method)

),

feature_calls as (

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

)

-- A day without such calls has one row, which holds its data_version.
select
    days.date_day,
    feature_calls.account_id,
    feature_calls.feature,
    feature_calls.api_calls,
    days.data_version
from days
left join feature_calls on days.date_day = feature_calls.date_day
