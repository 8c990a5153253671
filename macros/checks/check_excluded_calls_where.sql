{% macro check_excluded_calls_where() %}
    {#-
        A settings error where excluded_calls_where, or that of an earlier policy, names no canonical column; what else is
        wrong with it, the warehouse says, in a query over no rows.
    -#}
    {% set conditions = {} %}
    {% for policy in api_call_volume.policies_of_all(api_call_volume.api_call_sources()) if policy.excluded_calls_where %}
        {% do conditions.setdefault(
            policy.excluded_calls_where,
            'excluded_calls_where' if policy.excluded_calls_where == var('excluded_calls_where', none)
            else policy.setting ~ '.excluded_calls_where'
        ) %}
    {% endfor %}
    {% if not execute or not conditions %}
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
    {% for condition, setting in conditions.items() %}
        {% do api_call_volume.check_names_in({setting: condition}, 'a call', names, api_call_volume.api_call_columns()) %}
        {% set query %}
            select
                {{ api_call_volume.labelled_expression('coalesce((' ~ condition ~ '), false)', setting, names) }} as is_excluded_call
            from (
                {{ api_call_volume.literal_rows([], columns) }}
            ) as owned
        {% endset %}
        {% do api_call_volume.result_of(query) %}
    {% endfor %}
{% endmacro %}
