{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set marts = {
    'search': 'fct_search_usage',
    'notification_action': 'fct_notification_interaction',
    'collaboration': 'fct_collaboration',
    'content_read': 'fct_content_consumption',
} %}

-- A search through the API is a call on a search route, day by day and account by account; likewise the others.

with

features as (

    select *
    from {{ ref('int_api_feature_calls') }}

),

marts as (
    {% for feature, mart in marts.items() %}
    select
        cast('{{ feature }}' as {{ dbt.type_string() }}) as api_feature,
        period_start as date_day,
        account_id,
        numerator_api
    from {{ ref(mart) }}
    where period_grain = 'day' and numerator_api <> 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    coalesce(features.feature, marts.api_feature) as api_feature,
    coalesce(features.date_day, marts.date_day) as date_day,
    coalesce(features.account_id, marts.account_id) as account_id,
    features.api_calls as calls_on_routes,
    marts.numerator_api as calls_in_mart
from features
full outer join marts
    on
        features.feature = marts.api_feature
        and features.date_day = marts.date_day
        and features.account_id = marts.account_id
where coalesce(features.api_calls, 0) <> coalesce(marts.numerator_api, 0)
