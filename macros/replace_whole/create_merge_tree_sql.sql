{% macro create_merge_tree_sql(relation, query, order_by=none) %}
    {#-
        The statement that creates an empty ClickHouse table for a query's rows: with the types that the model's columns are
        declared with, or else those that the query has. Every column may be null, as on every other warehouse. Laid out by the model's
        configs, unless `order_by` is given.
    -#}
    {%- do api_call_volume.check_merge_tree_configs() -%}
    {%- set columns = [] -%}
    {%- for column in run_query('describe table (' ~ api_call_volume.clickhouse_sql(query) ~ ')').rows -%}
        {%- set name, data_type = column[0], column[1] -%}
        {%- set declared = model.columns.get(name, {}).get('data_type') -%}
        {%- do columns.append(adapter.quote(name) ~ ' ' ~ api_call_volume.nullable_type(declared or data_type)) -%}
    {%- endfor -%}
    create table {{ relation }} (
        {{ columns | join(',\n        ') }}
    )
    {%- if order_by %}
    engine = MergeTree
    order by {{ order_by }}
    {%- else %}
    {{ engine_clause() }}
    {{ order_cols(label='order by') }}
    {{ primary_key_clause(label='primary key') }}
    {{ partition_cols(label='partition by') }}
    {{ ttl_config(label='ttl') }}
    {%- endif %}
    settings allow_nullable_key = 1
    {%- for name, value in (config.get('settings') or {}).items() if name != 'allow_nullable_key' -%}
    , {{ name }} = {{ "'" ~ value ~ "'" if value is string else value }}
    {%- endfor %}
{% endmacro %}
