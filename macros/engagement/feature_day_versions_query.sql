{% macro feature_day_versions_query() %}
    {#- A query: the days (period_grain, date_day) with calls in the ledger, and the version of these and of the features. -#}
    select
        days.period_grain,
        days.period_start as date_day,
        cast(days.data_version + coalesce(features.version, 0) as {{ dbt.type_bigint() }}) as version
    from (
        {{ api_call_volume.target_periods_query(api_call_volume.ledger_versions_query('day')) }}
    ) as days
    cross join (
        select sum({{ api_call_volume.row_version(['http_request_method', 'http_route', 'feature']) }}) as version
        from (
            {{ api_call_volume.api_features_query() }}
        ) as features
    ) as features
{%- endmacro %}
