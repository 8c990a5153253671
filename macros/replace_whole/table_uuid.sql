{% macro table_uuid(relation) %}
    {#- What ClickHouse knows a table by, whatever its name is. -#}
    {%- set query -%}
        select toString(uuid) from system.tables where database = '{{ relation.schema }}' and name = '{{ relation.identifier }}'
    {%- endset -%}
    {{ return(run_query(query).rows[0][0]) }}
{% endmacro %}
