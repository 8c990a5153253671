{% macro whole_quotient(dividend, divisor) %}
    {#- The quotient of two whole numbers, without its fraction. -#}
    {{ return(adapter.dispatch('whole_quotient', 'api_call_volume')(dividend, divisor)) }}
{% endmacro %}

{% macro default__whole_quotient(dividend, divisor) %}
    (({{ dividend }}) / {{ divisor }})
{% endmacro %}

{% macro duckdb__whole_quotient(dividend, divisor) %}
    (({{ dividend }}) // {{ divisor }})
{% endmacro %}

{% macro spark__whole_quotient(dividend, divisor) %}
    (({{ dividend }}) div {{ divisor }})
{% endmacro %}

{% macro snowflake__whole_quotient(dividend, divisor) %}
    trunc(({{ dividend }}) / {{ divisor }})
{% endmacro %}

{% macro bigquery__whole_quotient(dividend, divisor) %}
    div({{ dividend }}, {{ divisor }})
{% endmacro %}

{% macro clickhouse__whole_quotient(dividend, divisor) %}
    intDiv({{ dividend }}, {{ divisor }})
{% endmacro %}
