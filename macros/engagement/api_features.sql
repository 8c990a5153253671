{% macro api_features() %}
    {#-
        Which calls are which kind of engagement, as (http_request_method, http_route, feature); `*` in a
        route stands for anything, and an empty method for any: the rows of `api_features_relation`, or the
        package's own.
    -#}
    {%- set declared = var('api_features_relation', none) -%}
    {%- if not declared and not var('api_call_sources', none) -%}
        {%- set declared = {'ref': 'sample_api_features'} -%}
    {%- endif -%}
    {%- if declared -%}
    select
        nullif(upper(trim(cast(http_request_method as {{ dbt.type_string() }}))), '') as http_request_method,
        trim(cast(http_route as {{ dbt.type_string() }})) as http_route,
        trim(cast(feature as {{ dbt.type_string() }})) as feature
    from {{ api_call_volume.declared_relation(declared) }}
    {%- else -%}
    {{ api_call_volume.literal_rows(
        [
            ['GET', '*/search', 'search'],
            ['POST', '*/search', 'search'],
            ['PUT', '*/notifications/*', 'notification_action'],
            ['PATCH', '*/notifications/*', 'notification_action'],
            ['POST', '*/notifications/*', 'notification_action'],
            ['POST', '*/comments', 'collaboration'],
            ['POST', '*/mentions', 'collaboration'],
            ['POST', '*/shares', 'collaboration'],
            ['GET', '*/articles/{id}', 'content_read'],
            ['GET', '*/documents/{id}', 'content_read'],
        ],
        {'http_request_method': dbt.type_string(), 'http_route': dbt.type_string(), 'feature': dbt.type_string()}
    ) }}
    {%- endif -%}
{% endmacro %}
