{% macro engagement_sources() %}
    {#-
        The declared inputs of the engagement marts and of fct_effects: name -> {source or ref, columns, where, sync_mode}.
        Without these, those of the sample where it is built. Where it is empty, there are no engagement marts.
        Raises a settings error for a declaration that is unknown, incomplete or contradictory.
    -#}
    {% set declared = var('engagement_sources', none) %}
    {% if declared is none and api_call_volume.uses_sample() %}
        {% set declared = {
            'product_events': {'ref': 'sample_product_events', 'columns': {'event_name': 'event', 'object_id': 'object'}},
            'notifications': {'ref': 'sample_notifications'},
            'content_items': {'ref': 'sample_content_items'},
            'satisfaction_responses': {'ref': 'sample_satisfaction_responses'},
            'outcomes': {'ref': 'sample_outcomes'},
            'experiment_assignments': {'ref': 'sample_experiment_assignments'},
            'changes': {'ref': 'sample_changes'},
        } %}
    {% endif %}
    {% set inputs = api_call_volume.engagement_columns() %}
    {% if declared is not none and declared is not mapping %}
        {% do api_call_volume.settings_error(
            'engagement_sources', 'it is not a mapping.', 'for each input, `name: {source: source_name.table_name}`: '
            ~ inputs | join(', ') ~ '.'
        ) %}
    {% endif %}
    {% for name, source in (declared or {}).items() %}
        {% set setting = 'engagement_sources.' ~ name %}
        {% if name not in inputs %}
            {% do api_call_volume.settings_error(setting, 'there is no such input.', api_call_volume.one_of(inputs | list, name) ~ '.') %}
        {% elif source is not mapping or not source.get('source') and not source.get('ref') %}
            {% do api_call_volume.settings_error(
                setting, 'it has neither a `source` nor a `ref`.',
                '`{source: source_name.table_name}` or `{ref: model_name}`.'
            ) %}
        {% elif source.get('source') and source.get('ref') %}
            {% do api_call_volume.settings_error(
                setting, 'it names both a `source` and a `ref`.', 'the one that holds the rows.'
            ) %}
        {% elif source.get('source') and (source.source | string).split('.') | length != 2 %}
            {% do api_call_volume.settings_error(
                setting ~ '.source', '`' ~ source.source ~ '` is not of the form source_name.table_name.',
                'the name of a dbt source and of a table in it, with one dot between them.'
            ) %}
        {% elif source.get('columns') and source.get('columns') is not mapping %}
            {% do api_call_volume.settings_error(
                setting ~ '.columns', 'it is not a mapping.', '`column: "SQL expression over the raw row"`.'
            ) %}
        {% endif %}
        {% set keys = ['source', 'ref', 'columns', 'where', 'sync_mode'] %}
        {% for key in source if key not in keys %}
            {% do api_call_volume.settings_error(setting ~ '.' ~ key, 'there is no such key.', api_call_volume.one_of(keys, key) ~ '.') %}
        {% endfor %}
        {% set sync_modes = ['append', 'upsert', 'truncate_load'] %}
        {% if source.get('sync_mode', 'append') not in sync_modes %}
            {% do api_call_volume.settings_error(
                setting ~ '.sync_mode', '`' ~ source.sync_mode ~ '` is not one of the choices.', api_call_volume.one_of(sync_modes, source.sync_mode) ~ '.'
            ) %}
        {% elif 'sync_mode' in source and 'loaded_at' not in inputs[name] %}
            {% do api_call_volume.settings_error(
                setting ~ '.sync_mode', 'this input has no `loaded_at`: each run reads all of it as it is.', 'nothing.'
            ) %}
        {% endif %}
        {% for column in source.get('columns') or {} if column not in inputs[name] %}
            {% do api_call_volume.settings_error(
                setting ~ '.columns.' ~ column, 'there is no such column.', api_call_volume.one_of(inputs[name] | list, column) ~ '.'
            ) %}
        {% endfor %}
        {% set ids = {} %}
        {% for column in api_call_volume.engagement_keys().get(name, []) %}
            {% do ids.update({setting ~ '.columns.' ~ column: (source.get('columns') or {}).get(column, '')}) %}
        {% endfor %}
        {% do api_call_volume.check_ids_of_loaders(ids, source.get('sync_mode'), 'the id that the product gave to the row.') %}
    {% endfor %}
    {{ return(declared or {}) }}
{% endmacro %}
