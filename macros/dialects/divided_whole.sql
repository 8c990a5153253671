{% macro divided_whole(dividend, divisor) %}
    {#- Two whole numbers divided, without the fraction. -#}
    {{ return(adapter.dispatch('divided_whole', 'api_call_volume')(dividend, divisor)) }}
{% endmacro %}

{% macro default__divided_whole(dividend, divisor) %}
    (({{ dividend }}) / {{ divisor }})
{% endmacro %}

{% macro duckdb__divided_whole(dividend, divisor) %}
    (({{ dividend }}) // {{ divisor }})
{% endmacro %}

{% macro spark__divided_whole(dividend, divisor) %}
    (({{ dividend }}) div {{ divisor }})
{% endmacro %}

{% macro snowflake__divided_whole(dividend, divisor) %}
    trunc(({{ dividend }}) / {{ divisor }})
{% endmacro %}

{% macro bigquery__divided_whole(dividend, divisor) %}
    div({{ dividend }}, {{ divisor }})
{% endmacro %}
