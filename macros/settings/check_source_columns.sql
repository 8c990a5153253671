{% macro check_source_columns(source, relation, raw_columns) %}
    {#-
        A settings error where a raw table lacks a column that its declaration counts on; for the keys of a
        record as columns, see landed_record. Says nothing
        where the table's columns are not known (none given): while dbt parses, or before it exists.
    -#}
    {% if raw_columns %}
        {% set has = 'it has ' ~ raw_columns | join(', ') ~ '.' %}
        {% if source.loaded_at_column | lower not in raw_columns %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.loaded_at_column',
                relation ~ ' has no column `' ~ source.loaded_at_column ~ '`; ' ~ has,
                'the column that holds the time at which a row arrived in the warehouse.'
            ) %}
        {% endif %}
        {% if source.format == 'columns' %}
            {% if 'occurred_at' not in source.columns and 'occurred_at' not in raw_columns %}
                {% do api_call_volume.settings_error(
                    source.setting ~ '.columns.occurred_at',
                    relation ~ ' has no column `occurred_at` and the mapping names none; ' ~ has,
                    '`occurred_at: "the column or SQL expression that says when the call began"`.'
                ) %}
            {% endif %}
        {% elif source.declares_record_column and source.record_column | lower not in raw_columns %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.record_column',
                relation ~ ' has no column `' ~ source.record_column ~ '`; ' ~ has,
                'the column that holds the log record.'
            ) %}
        {% endif %}
    {% endif %}
{% endmacro %}
