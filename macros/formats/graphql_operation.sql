{% macro graphql_operation(url_path) %}
    {#-
        What a route ends with where a request of GraphQL names its operation in the query string: `#GetOrders` of
        `/graphql?operationName=GetOrders&query=…`; an empty text for all others, and where the name is none.
    -#}
    {%- set name = api_call_volume.regexp_replace_all(url_path, '^.*[?&]operationName=([^&#]*).*$', '\\1') -%}
    case
        when {{ url_path }} like '%/graphql%?%operationName=%'
            then case
                when {{ api_call_volume.regexp_matches_text(name, '^[A-Za-z_][A-Za-z0-9_]{0,99}$') }} then '#' || {{ name }}
                else ''
            end
        else ''
    end
{%- endmacro %}
