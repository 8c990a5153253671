{% macro feature_call_versions(feature) %}
    {#- A query of (date_day, version): the API calls of a feature, any number of rows a day. -#}
    select
        date_day,
        {{ api_call_volume.row_fingerprint(['date_day', 'account_id', 'api_calls']) }} as version
    from {{ ref('int_api_feature_calls') }}
    where feature = '{{ feature }}'
{%- endmacro %}
