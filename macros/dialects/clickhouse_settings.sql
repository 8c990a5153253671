{% macro clickhouse_settings() %}
    {#-
        What ClickHouse has to be told so that SQL means there what it means elsewhere: name -> value. A join or an aggregate
        without rows is null and not 0 or an empty text, null can be cast, a column goes before an alias, and
        `union`, `except` and `intersect` are those without `all`.
    -#}
    {{ return({
        'join_use_nulls': '1',
        'cast_keep_nullable': '1',
        'data_type_default_nullable': '1',
        'aggregate_functions_null_for_empty': '1',
        'prefer_column_name_to_alias': '1',
        'short_circuit_function_evaluation_for_nulls': '1',
        'short_circuit_function_evaluation_for_nulls_threshold': '0',
        'use_variant_as_common_type': '0',
        'union_default_mode': 'DISTINCT',
        'except_default_mode': 'DISTINCT',
        'intersect_default_mode': 'DISTINCT',
        'max_query_size': '67108864',
        'max_ast_elements': '5000000',
        'max_expanded_ast_elements': '5000000',
        'query_plan_max_optimizations_to_apply': '1000000',
    }) }}
{% endmacro %}

{% macro clickhouse_settings_sql() %}
    {#- The clause of a query with these settings. -#}
    {%- set settings = [] -%}
    {%- for name, value in api_call_volume.clickhouse_settings().items() -%}
        {%- do settings.append(name ~ " = '" ~ value ~ "'") -%}
    {%- endfor -%}
    {{ return('settings ' ~ settings | join(', ')) }}
{% endmacro %}
