{% macro has_transactions() %}
    {#- Whether a model is built in a transaction, which its materialization has to end. -#}
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
