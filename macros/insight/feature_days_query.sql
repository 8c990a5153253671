{% macro feature_days_query(accounts) %}
    {#-
        A query (date_day, account_id, feature): which features each of the `accounts` (a CTE of measured_accounts_query) used
        on which days since its first call: those of its API calls, and its product events, by their names.
    -#}
    select
        used.date_day,
        used.account_id,
        used.feature
    from (
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
    ) as used
    inner join {{ accounts }} on used.account_id = {{ accounts }}.account_id
    where used.date_day >= {{ accounts }}.first_called_on
{%- endmacro %}
