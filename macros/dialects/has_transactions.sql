{% macro has_transactions() %}
    {#- Whether models are built in transactions, which a materialization has to commit. -#}
    {{ return(adapter.dispatch('has_transactions', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__has_transactions() %}
    {{ return(false) }}
{% endmacro %}

{% macro duckdb__has_transactions() %}
    {{ return(true) }}
{% endmacro %}

{% macro postgres__has_transactions() %}
    {{ return(true) }}
{% endmacro %}
