{% macro is_built_by_this_run(model_name) %}
    {#- Whether this run builds a model of this package (before those that read it). -#}
    {{ return(('model.api_call_volume.' ~ model_name) in selected_resources) }}
{% endmacro %}
