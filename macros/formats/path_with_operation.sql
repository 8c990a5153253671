{% macro path_with_operation(path, operation) %}
    {#- A path with the operation of GraphQL that a header names, as if the query string did (see graphql_operation). -#}
    case
        when {{ path }} like '%/graphql%' and {{ path }} not like '%operationName=%' and {{ operation }} is not null
            then {{ path }} || case when {{ path }} like '%?%' then '&' else '?' end || 'operationName=' || {{ operation }}
        else {{ path }}
    end
{%- endmacro %}
