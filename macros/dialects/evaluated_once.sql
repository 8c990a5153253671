{% macro evaluated_once() %}
    {#-
        The end of a CTE whose long expressions are to be evaluated once a row, and not again wherever
        their columns are named, on warehouses that would write them out there.
    -#}
    {{ return(adapter.dispatch('evaluated_once', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__evaluated_once() %}
{% endmacro %}

{#- The planner writes a subquery out where it is read, but for one with an offset: minutes, for a mapping of some length. -#}
{% macro postgres__evaluated_once() %}
offset 0
{% endmacro %}
