{% macro type_date() %}
    {#- The type of a date from 1800 to 9999. -#}
    {{ return(adapter.dispatch('type_date', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__type_date() %}
    {{ return('date') }}
{% endmacro %}

{#- `date` has 16 bits there, from 1970 to 2149, and a cast of another date becomes one of these without an error. -#}
{% macro clickhouse__type_date() %}
    {{ return('Date32') }}
{% endmacro %}
