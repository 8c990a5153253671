{% macro check_remembered_columns(source, relation) %}
    {#-
        Compares the columns of a raw table with those that the existing tables were built from. A settings error where
        one that was found by its name is gone, or an identifier is spelled differently since its type changed. A new
        column with a canonical name is not read until a full refresh: a warning says so.
    -#}
    {% set remembered = api_call_volume.remembered_columns(source.name) %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% if remembered and raw_columns %}
        {% for column in remembered if remembered[column].is_found_by_name and column not in raw_columns and column not in source.columns %}
            {% do api_call_volume.settings_error(
                source.setting ~ '.columns.' ~ column,
                relation ~ ' has no column `' ~ column ~ '` any more, from which the existing tables have their values.',
                '`' ~ column ~ ': "the column or SQL expression that has the values now"`, or `' ~ column ~ ': "null"` to do without.'
            ) %}
        {% endfor %}
        {% set columns = api_call_volume.columns_to_remember(source) %}
        {% set identifiers = ['event_id', 'account_id', 'integration_id', 'user_id', 'credential_id'] + source.deduplicate_on %}
        {% for column in identifiers if column in columns and column in remembered %}
            {% set before, now = remembered[column].data_type, columns[column].data_type %}
            {#- Another policy may spell it in another way: it says so. -#}
            {% set is_declared = source.earlier_policies | length > 0 and source.earlier_policies[-1].columns.get(column) != source.columns.get(column) %}
            {% if before and now and not is_declared and api_call_volume.spells_a_point(before) != api_call_volume.spells_a_point(now) %}
                {% set spellings = ['123', '123.0'] if api_call_volume.spells_a_point(now) else ['123.0', '123'] %}
                {% do api_call_volume.settings_error(
                    source.setting ~ ('.columns.' ~ column if column in api_call_volume.declarable_columns() else '.deduplicate_on'),
                    'the type of `' ~ column ~ '` in ' ~ relation ~ ' was ' ~ before ~ ' and is now ' ~ now ~ ': what was `'
                    ~ spellings[0] ~ '` is now `' ~ spellings[1] ~ '`, which would be another ' ~ column ~ '.',
                    'nothing here, if the table gets its type back; or an expression that casts it back, and then a full refresh.'
                ) %}
            {% endif %}
        {% endfor %}
        {% for column in api_call_volume.declarable_columns()
            if source.format == 'columns' and column in raw_columns and column not in remembered and column not in source.columns %}
            {% do exceptions.warn(
                'api_call_volume: source `' ~ source.name ~ '`: ' ~ relation ~ ' has a new column `' ~ column
                ~ '`. It is not read, since the existing tables were built without it.\n'
                ~ '  What to do: to read it, run `dbt build --full-refresh --select package:api_call_volume`. To do without, write `'
                ~ column ~ ': "null"` in `' ~ source.setting ~ '.columns` before the next full refresh.'
            ) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
