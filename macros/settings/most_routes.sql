{% macro most_routes() %}
    {#- How many routes a source may have before `route_cardinality_is_bounded` warns that ids are left in them. -#}
    {{ return(var('most_routes', 2000)) }}
{% endmacro %}
