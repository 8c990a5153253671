{% macro check_policy() %}
    {#-
        Stops the run if the existing tables were built under other settings: a table must not mix old and new rules.
        A full refresh of all models of this package rebuilds them. It is stopped if raw no longer has all rows that
        they were built from (see check_raw_for_full_refresh).
    -#}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% set changed = api_call_volume.changed_policies() %}
    {% set built = [] %}
    {% set not_built = [] %}
    {% for node in (graph.nodes.values() if execute else [])
        if node.resource_type == 'model' and node.package_name == 'api_call_volume' %}
        {% do (built if node.unique_id in selected_resources else not_built).append(node.name) %}
    {% endfor %}

    {% if changed and built and not flags.FULL_REFRESH %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: the tables were built under other settings: ' ~ changed | join('; ') ~ '.\n'
            ~ '  A table must not mix old and new rules, so nothing was changed.\n'
            ~ '  What to do: `dbt build --full-refresh --select package:api_call_volume`, or undo the change.'
        ) }}
    {% elif changed and built and not_built %}
        {{ exceptions.raise_compiler_error(
            'api_call_volume: the settings changed (' ~ changed | join('; ') ~ '), and this full refresh leaves out '
            ~ not_built | sort | join(', ') ~ '. Nothing was changed.\n'
            ~ '  What to do: `dbt build --full-refresh --select package:api_call_volume`.'
        ) }}
    {% endif %}
    {% if flags.FULL_REFRESH and 'int_raw_inventory' in built %}
        {% do api_call_volume.check_raw_for_full_refresh(raw_inventory) %}
    {% endif %}
{% endmacro %}
