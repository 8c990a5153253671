{% macro binary_order(expression) %}
    {#- A text to order by, in the order of its bytes, which is the same on every warehouse and in every locale. -#}
    {{ return(adapter.dispatch('binary_order', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__binary_order(expression) %}
    {{ return(expression) }}
{% endmacro %}

{% macro postgres__binary_order(expression) %}
    {{ return(expression ~ ' collate "C"') }}
{% endmacro %}

{#- Texts are ordered by their bytes; it has no collation "C". -#}
{% macro redshift__binary_order(expression) %}
    {{ return(expression) }}
{% endmacro %}
