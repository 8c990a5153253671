{% macro check_excluded_calls_where() %}
    {#-
        A settings error where excluded_calls_where names no canonical column; what else is wrong with it, the warehouse
        says, in a query over no rows.
    -#}
    {% set condition = var('excluded_calls_where', none) %}
    {% if not execute or not condition %}
        {{ return('') }}
    {% endif %}
    {% set columns = {} %}
    {% for column in api_call_volume.staged_columns() + ['loaded_date', 'date_day', 'attributed_by'] %}
        {% set data_type = (
            api_call_volume.type_utc_timestamp() if column in ['occurred_at', 'loaded_at']
            else 'date' if column in ['loaded_date', 'date_day']
            else 'boolean' if column == 'is_excluded'
            else dbt.type_int() if column in ['http_response_status_code', 'raw_row_count']
            else dbt.type_bigint() if column in ['request_bytes', 'response_bytes', 'raw_version']
            else api_call_volume.type_double() if column == 'duration_ms'
            else 'decimal(18, 6)' if column in api_call_volume.numeric_columns()
            else dbt.type_string()
        ) %}
        {% do columns.update({column: data_type}) %}
    {% endfor %}
    {% set names = dict(zip(columns, columns)) %}
    {% do api_call_volume.check_names_in({'excluded_calls_where': condition}, 'a call', names, api_call_volume.api_call_columns()) %}
    {% set query %}
        select
            {{ api_call_volume.labelled_expression('coalesce((' ~ condition ~ '), false)', 'excluded_calls_where', names) }} as is_excluded_call
        from (
            {{ api_call_volume.literal_rows([], columns) }}
        ) as owned
    {% endset %}
    {% do run_query(query) %}
{% endmacro %}
