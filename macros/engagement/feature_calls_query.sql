{% macro feature_calls_query(feature, periods_to_build) %}
    {#- A query, for an engagement mart: the API calls of its feature (period_grain, period_start, account_id, api_calls). -#}
    select
        period_grain,
        period_start,
        account_id,
        sum(api_calls) as api_calls
    from (
        with

        feature_calls as (
            select
                date_day,
                account_id,
                api_calls
            from {{ ref('int_api_feature_calls') }}
            where
                feature = '{{ feature }}'
                and {{ api_call_volume.in_periods(periods_to_build) }}
        )

        {{ api_call_volume.in_each_grain('feature_calls', periods_to_build=periods_to_build) }}
    ) as feature_calls_in_each_grain
    group by period_grain, period_start, account_id
{%- endmacro %}
