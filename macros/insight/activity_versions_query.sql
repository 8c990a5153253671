{% macro activity_versions_query() %}
    {#- A query (date_day, version): of each day, the versions of its calls by account and of features, and its product events. -#}
    select
        date_day,
        sum(version) as version
    from (
        {%- for mart in ['fct_account_calls_daily', 'int_api_feature_calls'] %}
        select distinct
            date_day,
            {{ api_call_volume.row_version(["'" ~ mart ~ "'", 'date_day', 'data_version']) }} as version
        from {{ ref(mart) }}
        where date_day is not null and data_version is not null

        union all
        {%- endfor %}

        select
            date_day,
            row_version as version
        from {{ ref('int_product_events') }}
    ) as versions
    group by date_day
{%- endmacro %}
