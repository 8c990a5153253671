{% macro path_with_operation(path, operation) %}
    {#- A path with the operation of GraphQL that a header names, as if the query string did (see graphql_operation). -#}
    {{ path }} || case
        when {{ operation }} is null then ''
        when {{ path }} not like '%/graphql%' or {{ path }} like '%operationName=%' then ''
        else case when {{ path }} like '%?%' then '&' else '?' end || 'operationName=' || {{ operation }}
    end
{%- endmacro %}
