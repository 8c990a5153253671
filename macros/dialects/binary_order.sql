{% macro binary_order(expression) %}
    {#- A text to order by, compared byte by byte: the same order on every warehouse and in every locale. -#}
    {{ return(adapter.dispatch('binary_order', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__binary_order(expression) %}
    {{ return(expression) }}
{% endmacro %}

{% macro postgres__binary_order(expression) %}
    {{ return(expression ~ ' collate "C"') }}
{% endmacro %}

{#- Redshift compares texts byte by byte, and has no collation "C". -#}
{% macro redshift__binary_order(expression) %}
    {{ return(expression) }}
{% endmacro %}
