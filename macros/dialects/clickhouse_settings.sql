{% macro clickhouse_settings() %}
    {#-
        What ClickHouse has to be told so that SQL means there what it means elsewhere: name -> value. A join or an aggregate
        without rows is null and not 0 or an empty text, null can be cast, a column goes before an alias,
        `union`, `except` and `intersect` are those without `all`, and a time in JSON has its offset.
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
        'date_time_output_format': 'iso',
        'union_default_mode': 'DISTINCT',
        'except_default_mode': 'DISTINCT',
        'intersect_default_mode': 'DISTINCT',
        'max_query_size': '67108864',
        'max_ast_elements': '5000000',
        'max_expanded_ast_elements': '5000000',
        'query_plan_max_optimizations_to_apply': '1000000',
    }) }}
{% endmacro %}

{% macro clickhouse_usual_settings() %}
    {#-
        What ClickHouse does unless it is told otherwise, by a profile of the user or a version to be compatible with: name -> value.
        With another value of these, a query returns a part of its rows, without an error, or joins and deletes in another way.
    -#}
    {%- set usual = {
        'limit': '0',
        'offset': '0',
        'additional_table_filters': '{}',
        'additional_result_filter': '',
        'partial_result_on_first_cancel': '0',
        'skip_unavailable_shards': '0',
        'apply_deleted_mask': '1',
        'enable_analyzer': '1',
        'join_default_strictness': 'ALL',
        'group_by_use_nulls': '0',
        'transform_null_in': '0',
        'decimal_check_overflow': '1',
        'empty_result_for_aggregation_by_empty_set': '0',
        'least_greatest_legacy_null_behavior': '0',
        'dialect': 'clickhouse',
    } -%}
    {%- for name in [
        'read_overflow_mode', 'read_overflow_mode_leaf', 'group_by_overflow_mode', 'sort_overflow_mode', 'result_overflow_mode',
        'distinct_overflow_mode', 'join_overflow_mode', 'set_overflow_mode', 'timeout_overflow_mode', 'timeout_overflow_mode_leaf',
        'transfer_overflow_mode',
    ] -%}
        {%- do usual.update({name: 'throw'}) -%}
    {%- endfor -%}
    {{ return(usual) }}
{% endmacro %}

{% macro clickhouse_settings_sql() %}
    {#- The clause of a query with these settings. -#}
    {%- set settings = [] -%}
    {%- for name, value in api_call_volume.clickhouse_settings().items() -%}
        {%- do settings.append(name ~ " = '" ~ value ~ "'") -%}
    {%- endfor -%}
    {{ return('settings ' ~ settings | join(', ')) }}
{% endmacro %}
