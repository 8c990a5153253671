{% macro activity_versions_query() %}
    {#-
        A query (date_day, version): of each day, the versions of its calls by account and, where engagement inputs are
        declared, of its features and product events.
    -#}
    {%- set has_features = api_call_volume.has_engagement_source() %}
    select
        date_day,
        sum(version) as version
    from (
        {%- for mart in ['fct_account_calls_daily'] + (['int_api_feature_calls'] if has_features else []) %}
        select distinct
            date_day,
            {{ api_call_volume.row_version(["'" ~ mart ~ "'", 'date_day', 'data_version']) }} as version
        from {{ ref(mart) }}
        where date_day is not null and data_version is not null
        {{ 'union all' if has_features }}
        {%- endfor %}
        {%- if has_features %}
        select
            date_day,
            row_version as version
        from {{ ref('int_product_events') }}
        {%- endif %}
    ) as versions
    group by date_day
{%- endmacro %}
