{% macro exact_sum(value) %}
    {#- The sum of a whole number or exact decimal, in a type that holds it whatever the values and however many. -#}
    {{ return(adapter.dispatch('exact_sum', 'api_call_volume')(value)) }}
{% endmacro %}

{% macro default__exact_sum(value) %}
    {{ return('sum(' ~ value ~ ')') }}
{% endmacro %}

{#- Here a sum of bigints is a bigint, and overflows. -#}
{% macro spark__exact_sum(value) %}
    {{ return('sum(cast(' ~ value ~ ' as ' ~ api_call_volume.type_sum() ~ '))') }}
{% endmacro %}

{% macro bigquery__exact_sum(value) %}
    {{ return(api_call_volume.spark__exact_sum(value)) }}
{% endmacro %}

{% macro trino__exact_sum(value) %}
    {{ return(api_call_volume.spark__exact_sum(value)) }}
{% endmacro %}

{#- A sum of bigints is a bigint, and becomes negative where it overflows. -#}
{% macro clickhouse__exact_sum(value) %}
    {{ return('sum(toDecimal128(' ~ value ~ ', 6))') }}
{% endmacro %}
