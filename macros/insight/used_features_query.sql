{% macro used_features_query() %}
    {#-
        A query (date_day, account_id, feature): which features each account used on which days: those of its API calls, and
        its product events, by their names.
    -#}
    select
        date_day,
        account_id,
        feature
    from {{ ref('int_api_feature_calls') }}
    where feature is not null
    union distinct
    select
        date_day,
        account_id,
        event_name as feature
    from {{ ref('int_product_events') }}
    where event_name is not null
{%- endmacro %}
