{% macro api_features_query() %}
    {#-
        A query: which calls are engagement of which kind (http_request_method, http_route, feature). `*` in a route
        matches anything, an empty method matches every method. These are the rows of `api_features_relation`, or, without
        one, the routes of the engagement_rates.
    -#}
    {%- set declared = var('api_features_relation', none) -%}
    {%- if not declared and api_call_volume.uses_sample() -%}
        {%- set declared = {'ref': 'sample_api_features'} -%}
    {%- endif -%}
    {%- if declared -%}
    select
        nullif(upper(trim(cast(http_request_method as {{ dbt.type_string() }}))), '') as http_request_method,
        trim(cast(http_route as {{ dbt.type_string() }})) as http_route,
        trim(cast(feature as {{ dbt.type_string() }})) as feature
    from {{ api_call_volume.declared_relation(declared) }}
    {%- else -%}
    {%- set features = [] -%}
    {%- for rate in api_call_volume.engagement_rates().values() -%}
        {%- for http_request_method, http_route in rate.get('routes', []) -%}
            {%- do features.append([http_request_method, http_route, rate.feature]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set text = dbt.type_string() -%}
    {{ api_call_volume.literal_rows(features, {'http_request_method': text, 'http_route': text, 'feature': text}) }}
    {%- endif -%}
{% endmacro %}
