{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set rates = [] %}
{%- for rate in api_call_volume.engagement_rates().values() %}
{%- do rates.append([rate.mart, rate.feature]) %}
{%- endfor %}

-- An engagement mart has the API calls on the routes of its feature in api_features_relation, by day and account. After a
-- failure, build again; if it fails again, with --full-refresh.

with

rates as (
    {{ api_call_volume.literal_rows(rates, {'mart': dbt.type_string(), 'feature': dbt.type_string()}) }}
),

-- A feature without a rate is misspelled, in api_features_relation or in engagement_rates.
features as (

    select
        rates.mart,
        calls.feature,
        calls.date_day,
        calls.account_id,
        calls.api_calls
    from {{ api_call_volume.relation_as(ref('int_api_feature_calls'), 'calls') }}
    left join rates on calls.feature = rates.feature
    where calls.feature is not null

),

marts as (
    {% for mart, feature in rates %}
    select
        cast('{{ mart }}' as {{ dbt.type_string() }}) as mart,
        cast('{{ feature }}' as {{ dbt.type_string() }}) as api_feature,
        period_start as date_day,
        account_id,
        numerator_api
    from {{ ref(mart) }}
    where period_grain = 'day' and numerator_api <> 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

compared as (

    select
        coalesce(features.mart, marts.mart) as mart,
        coalesce(features.feature, marts.api_feature) as api_feature,
        coalesce(features.date_day, marts.date_day) as date_day,
        coalesce(features.account_id, marts.account_id) as account_id,
        features.api_calls as calls_on_routes,
        marts.numerator_api as calls_in_mart
    from features
    full outer join marts
        on
            features.mart = marts.mart
            and features.feature = marts.api_feature
            and features.date_day = marts.date_day
            and features.account_id = marts.account_id
    where coalesce(features.api_calls, 0) <> coalesce(marts.numerator_api, 0)

)

select
    *,
    {{ api_call_volume.promise_columns(
        'API calls of [date_day] for [api_feature], account [account_id]: [calls_on_routes:number] on the routes of '
        ~ 'api_features_relation, [calls_in_mart:number] in [mart].',
        api_call_volume.how_to_rebuild()
    ) }}
from compared
