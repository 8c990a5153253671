{% macro check_full_refresh() %}
    {#-
        Stops the run if the existing tables were built under other settings: a table must not mix old and new rules.
        A full refresh of all models of this package rebuilds them. It is stopped if raw no longer has all rows that
        they were built from, unless full_refresh_may_lose_history is true. Days that a source's `policy_from` gives another
        policy are counted again by any run, if raw has all rows of their load dates: see check_days_to_read_again. An error asks for a full refresh only where
        nothing would be lost; else it says what would be (see rows_gone_from_raw, input_rows_gone_from_raw).
        This is where a full refresh is refused.
    -#}
    {#- For dbt's parser, which does not see the ref in a branch. -#}
    {% set raw_inventory = ref('int_raw_inventory') %}
    {% set may_lose_history = api_call_volume.full_refresh_may_lose_history() %}
    {% set read_again, datable = {}, {} %}
    {% set changed = api_call_volume.changed_policies(read_again, datable) %}
    {% set built, not_built, rebuilt_from_raw, rebuilt_inputs = [], [], [], [] %}
    {% set inputs = api_call_volume.engagement_keys().keys() | list if api_call_volume.has_engagement_source() else [] %}
    {% for node in (graph.nodes.values() if execute else [])
        if node.resource_type == 'model' and node.package_name == 'api_call_volume' %}
        {% do (built if node.unique_id in selected_resources else not_built).append(node.name) %}
        {% set is_rebuilt = flags.FULL_REFRESH if node.config.full_refresh is none else node.config.full_refresh %}
        {% if node.name in built and is_rebuilt and api_call_volume.is_read_from_raw(node) %}
            {% do rebuilt_from_raw.append(node.name) %}
        {% endif %}
        {% if node.name in built and is_rebuilt and node.name[4:] in inputs %}
            {% do rebuilt_inputs.append(node.name[4:]) %}
        {% endif %}
    {% endfor %}

    {% set declare_again = (
        'declare the source again: with `ended_on: YYYY-MM-DD` and without `source` and `ref` if nothing more will be loaded, or under '
        ~ 'its new name with `formerly: [old name]`.'
    ) %}
    {% if changed and built and not (flags.FULL_REFRESH and not not_built) %}
        {% set gone = (
            api_call_volume.rows_gone_from_raw() + api_call_volume.input_rows_gone_from_raw(inputs)
        ) if not may_lose_history else [] %}
        {% set problem = (
            'the settings changed (' ~ changed | join('; ') ~ '), and this full refresh leaves out ' ~ not_built | sort | join(', ') ~ '. '
            ~ 'Nothing was changed.'
        ) if flags.FULL_REFRESH else (
            'the tables were built under other settings: ' ~ changed | join('; ') ~ '.\n'
            ~ '  A table must not mix old and new rules, so nothing was changed.'
        ) %}
        {% set rebuild = '`' ~ api_call_volume.build_command(full_refresh=true) ~ '`' %}
        {{ exceptions.raise_compiler_error('api_call_volume: ' ~ problem ~ '\n' ~ (
            '  What a full refresh would lose, since raw no longer has it:\n    ' ~ gone | join('\n    ') ~ '\n'
            ~ '  What to do: ' ~ (declare_again if '(no longer declared)' in gone | join
            else 'undo the change. Or restore these rows in raw, then ' ~ rebuild ~ '.')
            if gone else '  What to do: ' ~ rebuild ~ ', or undo the change.'
        ) ~ api_call_volume.how_to_date_policies(datable)) }}
    {% elif (rebuilt_from_raw or rebuilt_inputs) and not may_lose_history %}
        {% set gone = (
            (api_call_volume.rows_gone_from_raw() if rebuilt_from_raw else []) + api_call_volume.input_rows_gone_from_raw(rebuilt_inputs)
        ) %}
        {% if gone %}
            {{ exceptions.raise_compiler_error(
                'api_call_volume: a full refresh would lose history, which raw no longer has. Nothing was changed.\n'
                ~ '    ' ~ gone | join('\n    ') ~ '\n'
                ~ '  What to do: ' ~ (declare_again ~ ' Or ' if '(no longer declared)' in gone | join)
                ~ 'run without `--full-refresh`, with the settings that the tables were built under; or restore these rows in raw. Only to lose them on purpose, add `--vars "{full_refresh_may_lose_history: true}"`.'
            ) }}
        {% endif %}
    {% endif %}
    {% if read_again and built and not flags.FULL_REFRESH %}
        {% do api_call_volume.check_days_to_read_again(read_again, built) %}
    {% endif %}
{% endmacro %}
