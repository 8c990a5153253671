{% macro check_model_names() %}
    {#-
        Stops the run where the root project has a model, seed or snapshot with the name of one of this package's models:
        dbt would read it in place of ours wherever our models name it. A model of ours that is disabled is replaced on
        purpose.
    -#}
    {% for node in (graph.nodes.values() if execute and project_name != 'api_call_volume' else []) %}
        {% if node.package_name == project_name and node.resource_type in ['model', 'seed', 'snapshot']
            and ('model.api_call_volume.' ~ node.name in graph.nodes or 'seed.api_call_volume.' ~ node.name in graph.nodes) %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: the project `' ~ project_name ~ '` has a ' ~ node.resource_type ~ ' named `' ~ node.name
                ~ "`, and this package has one of that name.\n"
                ~ '  What is wrong: the package\'s models would read `' ~ project_name ~ '.' ~ node.name ~ "` in place of its own.\n"
                ~ '  What to write: another name for ' ~ node.original_file_path ~ '. To replace the model of the package on purpose, '
                ~ 'disable it: `models: api_call_volume: ' ~ node.name ~ ': +enabled: false` in dbt_project.yml.'
            ) }}
        {% endif %}
    {% endfor %}
{% endmacro %}
