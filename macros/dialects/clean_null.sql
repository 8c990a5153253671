{% macro clean_null(expression) %}
    {#- A number or null, of which nothing is left where it is null. -#}
    {{ return(adapter.dispatch('clean_null', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__clean_null(expression) %}
    {{ return(expression) }}
{% endmacro %}

{#- Beside a null, ClickHouse stores what the expression was of, which a cast reads, too: it fails where that is too large. -#}
{% macro clickhouse__clean_null(expression) %}
    {{ return('if(isNull(' ~ expression ~ '), null, ifNull(' ~ expression ~ ', 0))') }}
{% endmacro %}
