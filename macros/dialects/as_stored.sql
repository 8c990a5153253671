{% macro as_stored(query, relation) %}
    {#- The rows of a query with the types that they have in a table, so that the two can be compared. -#}
    {{ return(adapter.dispatch('as_stored', 'api_call_volume')(query, relation)) }}
{% endmacro %}

{% macro default__as_stored(query, relation) %}
    {{ return(query) }}
{% endmacro %}

{#- Rows of different types can't be compared there. -#}
{% macro clickhouse__as_stored(query, relation) %}
    select
        {%- for column in adapter.get_columns_in_relation(relation) %}
        cast({{ column.quoted }} as {{ column.data_type }}) as {{ column.quoted }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        {{ query }}
    ) as query_rows
{% endmacro %}
