{% macro insert_into_merge_tree_sql(relation, query, columns=none) %}
    {#- The statement that inserts a query's rows into a ClickHouse table, by the names of their columns. -#}
    {%- set columns = columns or adapter.get_columns_in_relation(relation) | map(attribute='quoted') | list -%}
    insert into {{ relation }} ({{ columns | join(', ') }})
    select {{ columns | join(', ') }}
    from (
        {{ api_call_volume.clickhouse_sql(query) }}
    ) as model_rows
    settings max_partitions_per_insert_block = 0
{% endmacro %}
