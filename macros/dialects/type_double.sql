{% macro type_double() %}
    {#- An 8-byte float. On DuckDB, dbt.type_float() has 4 bytes. -#}
    {{ return(adapter.dispatch('type_double', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__type_double() %}
    {{ return('double precision') }}
{% endmacro %}

{% macro spark__type_double() %}
    {{ return('double') }}
{% endmacro %}

{% macro bigquery__type_double() %}
    {{ return('float64') }}
{% endmacro %}

{% macro trino__type_double() %}
    {{ return('double') }}
{% endmacro %}

{% macro clickhouse__type_double() %}
    {{ return('Float64') }}
{% endmacro %}
