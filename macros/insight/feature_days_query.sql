{% macro feature_days_query(accounts) %}
    {#-
        A query (date_day, account_id, feature): those rows of used_features_query that are of one of the `accounts` (a CTE of
        measured_accounts_query), from its first call on.
    -#}
    select
        used.date_day,
        used.account_id,
        used.feature
    from (
        {{ api_call_volume.used_features_query() }}
    ) as used
    inner join {{ accounts }} on used.account_id = {{ accounts }}.account_id
    where used.date_day >= {{ accounts }}.first_called_on
{%- endmacro %}
