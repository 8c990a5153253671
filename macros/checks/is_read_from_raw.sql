{% macro is_read_from_raw(node) %}
    {#- Whether the model of a node of the graph keeps rows that it reads from raw: a full refresh loses those that raw no longer has. -#}
    {% set views_of_raw = [
        'model.api_call_volume.int_api_calls', 'model.api_call_volume.int_inventoried_api_calls',
        'model.api_call_volume.int_counted_api_calls',
    ] %}
    {% set reads_raw = node.depends_on.nodes | select('in', views_of_raw) | list %}
    {{ return(node.config.materialized == 'replace_whole' and (node.name.startswith('stg_') or reads_raw != [])) }}
{% endmacro %}
