{% macro exact_multiple(value, times) %}
    {#- A whole number or exact decimal times a call count, exactly: below 10^18, see summable_value. -#}
    {{ return(adapter.dispatch('exact_multiple', 'api_call_volume')(value, times)) }}
{% endmacro %}

{% macro default__exact_multiple(value, times) %}
    {{ return(value ~ ' * ' ~ times) }}
{% endmacro %}

{#- The product of a whole number and a decimal of 18 digits has 18 digits there. -#}
{% macro clickhouse__exact_multiple(value, times) %}
    {{ return('toDecimal128(toDecimal128(' ~ value ~ ', 6) * ' ~ times ~ ', 6)') }}
{% endmacro %}
