{% macro check_route_templates(source) %}
    {#-
        A settings error where the relation of a source's routes does not exist or lacks a column (see route_templates). One
        that this run builds is checked when it is read.
    -#}
    {% set declared = source.route_templates_relation %}
    {% if execute and declared %}
        {% set relation = api_call_volume.declared_relation(declared) %}
        {% set built_names = '.' ~ selected_resources | join('.') ~ '.' %}
        {% if declared.source and not api_call_volume.is_known_relation(relation) %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.route_templates_relation', 'the warehouse has no table ' ~ relation ~ ', or this role may not see it.',
                'a dbt source whose table exists, or `ref` for a model that dbt builds.'
            ) %}
        {% elif not (declared.ref and ('.' ~ (declared.ref | string).split('.')[-1] ~ '.') in built_names) %}
            {% do api_call_volume.route_templates(source) %}
        {% endif %}
    {% endif %}
{% endmacro %}
