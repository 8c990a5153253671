{% macro asked_types(relation, expressions) %}
    {#- The answer that expression_types keeps, from the warehouse. -#}
    {{ return(adapter.dispatch('asked_types', 'api_call_volume')(relation, expressions)) }}
{% endmacro %}

{% macro default__asked_types(relation, expressions) %}
    {% set types = {} %}
    {% set query %}
        select
            {%- for name, expression in expressions.items() %}
            {{ expression }} as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ relation }} as raw_calls
        where 1 = 0
    {% endset %}
    {% for column in adapter.get_column_schema_from_query(query) %}
        {% do types.update({column.name | lower: column.data_type | lower | replace('_type', '')}) %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}

{#- The adapter names the type of a column like that of an expression: where all of them are columns, they are known. -#}
{% macro duckdb__asked_types(relation, expressions) %}
    {% set columns = api_call_volume.table_columns(relation) %}
    {% set types = {} %}
    {% for name, expression in expressions.items() %}
        {% set column = expression | lower %}
        {% set column = column[1:-1] if column.startswith('(') and column.endswith(')') else column %}
        {% set column = column[1:-1] if column.startswith('"') and column.endswith('"') else column %}
        {% if column in columns %}
            {% do types.update({name: columns[column].data_type}) %}
        {% elif column != 'null' %}
            {{ return(api_call_volume.default__asked_types(relation, expressions)) }}
        {% endif %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}
