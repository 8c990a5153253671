{% macro has_built_mart(name) %}
    {#- Whether a mart of this package is enabled and its table exists. -#}
    {{ return('model.api_call_volume.' ~ name in graph.nodes and load_relation(ref(name)) is not none) }}
{% endmacro %}
