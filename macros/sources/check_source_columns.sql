{% macro check_source_columns(source, relation, raw_columns) %}
    {#-
        A settings error where a raw table lacks a column that its declaration requires: the load time; for a log
        format the record, or at least one of its keys as a column (see record_text). Without `raw_columns` nothing is
        checked: the columns are unknown while dbt parses, and before the table exists.
    -#}
    {% if raw_columns %}
        {% do api_call_volume.check_named_columns(source, relation, raw_columns) %}
        {% set has = 'it has ' ~ raw_columns | join(', ') ~ '.' %}
        {% if source.loaded_at_column | lower not in raw_columns and modules.re.match('^[A-Za-z][A-Za-z0-9_]*$', source.loaded_at_column) %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.loaded_at_column',
                relation ~ ' has no column `' ~ source.loaded_at_column ~ '`; ' ~ has,
                'the column that holds the time at which a row was loaded into the warehouse, or a SQL expression of it.'
            ) %}
        {% endif %}
        {% if source.format == 'columns' %}
            {% if 'occurred_at' not in source.columns and 'occurred_at' not in raw_columns %}
                {% do api_call_volume.settings_error(
                    source.setting ~ '.columns.occurred_at',
                    relation ~ ' has no column `occurred_at`, and `columns` does not map it; ' ~ has,
                    '`occurred_at: "the column or SQL expression of the time at which the call began"`.'
                ) %}
            {% endif %}
        {% elif not api_call_volume.declared_record(source, raw_columns) %}
            {% set names = [] %}
            {% for name in raw_columns if name != source.loaded_at_column | lower %}
                {% do names.append(api_call_volume.normalized_key(name)) %}
            {% endfor %}
            {% set found = [] %}
            {% set keys = graph.nodes['model.api_call_volume.stg_' ~ source.format ~ '__api_calls'].config.meta.record_keys %}
            {% for key in keys if api_call_volume.normalized_key(key) in names %}
                {% do found.append(key) %}
            {% endfor %}
            {% if source.declares_record_column or not found %}
                {% do api_call_volume.settings_error(
                    source.setting ~ '.record_column',
                    relation ~ ' has no column `' ~ source.record_column ~ '`'
                    ~ ('' if source.declares_record_column else ', and no column named like a key of the records of ' ~ source.format)
                    ~ '; ' ~ has,
                    'the column that holds the log record, a path into its JSON (`payload.message`), or a SQL expression of it.'
                ) %}
            {% endif %}
        {% endif %}
    {% endif %}
{% endmacro %}
