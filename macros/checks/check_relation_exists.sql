{% macro check_relation_exists(setting, declaration) %}
    {#-
        A settings error where the relation of a declaration (see declared_relation) does not exist: as a dbt source at any
        time; as a `ref`, where this run builds staging, and neither builds the relation nor defers it.
    -#}
    {% set relation = api_call_volume.declared_relation(declaration) %}
    {% if execute and not api_call_volume.is_known_relation(relation) %}
        {% if declaration.source %}
            {% do api_call_volume.settings_error(
                setting, 'the warehouse has no table ' ~ relation ~ ', or this role may not see it.',
                'a dbt source whose table exists, or `ref` for a model that dbt builds.'
            ) %}
        {% elif 'model.api_call_volume.stg_' in selected_resources | join(' ')
            and not api_call_volume.is_built_later(declaration) and not invocation_args_dict.get('defer') %}
            {% do api_call_volume.settings_error(
                setting, relation ~ ' does not exist, and this run does not build it.',
                'nothing else, but build it first: `dbt build --select +package:api_call_volume`.'
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}
