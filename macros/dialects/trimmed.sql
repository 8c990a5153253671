{% macro trimmed(expression) %}
    {#- The text without the blanks around it. Some warehouses' trim removes other white space, too. -#}
    {{ return(adapter.dispatch('trimmed', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__trimmed(expression) %}
    {{ return('trim(' ~ expression ~ ')') }}
{% endmacro %}

{% macro duckdb__trimmed(expression) %}
    {{ return('trim(' ~ expression ~ ", ' ')") }}
{% endmacro %}

{% macro bigquery__trimmed(expression) %}
    {{ return(api_call_volume.duckdb__trimmed(expression)) }}
{% endmacro %}

{% macro trino__trimmed(expression) %}
    {{ return("trim(both ' ' from " ~ expression ~ ')') }}
{% endmacro %}
