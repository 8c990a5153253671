{% macro beside_double(expression) %}
    {#- A number that one branch of a `case` or `union` returns and another a double: in most warehouses they have a type in common. -#}
    {{ return(adapter.dispatch('beside_double', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__beside_double(expression) %}
    {{ return(expression) }}
{% endmacro %}

{% macro clickhouse__beside_double(expression) %}
    {{ return('cast(' ~ expression ~ ' as ' ~ api_call_volume.type_double() ~ ')') }}
{% endmacro %}
