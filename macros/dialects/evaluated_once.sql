{% macro evaluated_once() %}
    {#-
        The end of a CTE with long expressions. Some warehouses copy such an expression to every place where its
        column is used, and evaluate it there again. This clause keeps them from it.
    -#}
    {{ return(adapter.dispatch('evaluated_once', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__evaluated_once() %}
{% endmacro %}

{#- The planner inlines a subquery unless it has an offset. With a long mapping, planning then takes minutes. -#}
{% macro postgres__evaluated_once() %}
offset 0
{% endmacro %}
