{% macro check_source_declaration(declaration, setting) %}
    {#-
        An entry of api_call_sources with its defaults filled in, or a settings error. Only the declaration itself is
        checked, so that this works while dbt parses. check_source_columns checks what takes a query.
    -#}
    {% set known_keys = [
        'name', 'format', 'source', 'ref', 'record_column', 'loaded_at_column', 'loaded_at_time_zone', 'epoch_unit', 'columns', 'deduplicate_on', 'where',
        'sync_mode', 'same_calls_as', 'keep_copy', 'cancelled_when', 'allow_negative', 'ended_on', 'formerly', 'line_pattern', 'route_templates_relation', 'policy_from',
        'earlier_policies'
    ] %}

    {% if declaration is not mapping %}
        {% do api_call_volume.settings_error(
            setting, 'it is not a mapping.', '`name: …`, `format: …`, and `source: …` or `ref: …`.'
        ) %}
    {% endif %}

    {% set ended_on = declaration.get('ended_on') %}

    {% for key in declaration if key not in known_keys %}
        {% do api_call_volume.settings_error(
            setting ~ '.' ~ key, 'there is no such key.', api_call_volume.one_of(known_keys, key) ~ '.'
        ) %}
    {% endfor %}

    {% for key in ['name', 'format'] if not declaration.get(key) %}
        {% do api_call_volume.settings_error(
            setting ~ '.' ~ key,
            'it is missing.',
            'a name for this source, which no other source has.' if key == 'name'
            else 'one of ' ~ api_call_volume.api_call_formats() | join(', ') ~ '.'
        ) %}
    {% endfor %}

    {% if not modules.re.match('^[A-Za-z0-9_.-]+$', declaration.name | string) %}
        {% do api_call_volume.settings_error(
            setting ~ '.name',
            '`' ~ declaration.name ~ '` contains characters other than letters, digits, `_`, `-` and `.`.',
            'a name made of these characters.'
        ) %}
    {% endif %}

    {% if declaration.format not in api_call_volume.api_call_formats() %}
        {% do api_call_volume.settings_error(
            setting ~ '.format',
            '`' ~ declaration.format ~ '` is not a format that this package reads.',
            api_call_volume.one_of(api_call_volume.api_call_formats(), declaration.format)
            ~ '; `columns` reads any table that is already tabular.'
        ) %}
    {% endif %}

    {% if declaration.get('source') and declaration.get('ref') %}
        {% do api_call_volume.settings_error(
            setting, 'it names both a `source` and a `ref`.', 'only the one that holds the raw rows.'
        ) %}
    {% elif not declaration.get('source') and not declaration.get('ref') and not ended_on %}
        {% do api_call_volume.settings_error(
            setting ~ '.source',
            'neither `source` nor `ref` says where the raw rows are.',
            '`source: source_name.table_name` for a dbt source, or `ref: model_name` for a model or seed; for a source whose raw '
            ~ 'table is gone, `ended_on: YYYY-MM-DD`.'
        ) %}
    {% elif declaration.get('source') and (declaration.source | string).split('.') | length != 2 %}
        {% do api_call_volume.settings_error(
            setting ~ '.source',
            '`' ~ declaration.source ~ '` is not of the form source_name.table_name.',
            'the name of a dbt source and of a table in it, with one dot between them.'
        ) %}
    {% endif %}

    {% set columns = declaration.get('columns') or {} %}
    {% if columns is not mapping %}
        {% do api_call_volume.settings_error(
            setting ~ '.columns', 'it is not a mapping.', '`canonical_column: "SQL expression over the raw row"`.'
        ) %}
    {% endif %}
    {% for column in columns if column not in api_call_volume.declarable_columns() %}
        {% do api_call_volume.settings_error(
            setting ~ '.columns.' ~ column,
            'a source can not map a column of this name.',
            api_call_volume.one_of(api_call_volume.declarable_columns(), column)
            ~ ('; for the load time, `loaded_at_column`.' if column == 'loaded_at' else '.')
        ) %}
    {% endfor %}

    {% if declaration.format == 'lines' and not declaration.get('line_pattern') %}
        {% do api_call_volume.settings_error(
            setting ~ '.line_pattern', 'it is missing, and the format `lines` reads lines of this pattern.',
            "the log_format of nginx, the LogFormat of Apache or the format of Envoy, as it is in the configuration, or a regular "
            ~ 'expression with named groups.'
        ) %}
    {% elif declaration.get('line_pattern') and declaration.format != 'lines' %}
        {% do api_call_volume.settings_error(
            setting ~ '.line_pattern', 'only the format `lines` reads it, and this source has the format `' ~ declaration.format ~ '`.',
            '`format: lines`, or nothing.'
        ) %}
    {% endif %}
    {#- A variable of the line, such as `account_id: $http_x_account`, is no SQL. -#}
    {% set sql_columns, line_columns = {}, {} %}
    {% for column, expression in columns.items() %}
        {% set is_variable = declaration.get('line_pattern') and modules.re.match('^([$][A-Za-z{]|%)', expression | string) %}
        {% do (line_columns if is_variable else sql_columns).update({column: expression}) %}
    {% endfor %}

    {% set templates = declaration.get('route_templates_relation') %}
    {% if templates is string and templates %}
        {% set templates = {'source': templates} if '.' in templates else {'ref': templates} %}
    {% endif %}
    {% if templates and (
        templates is not mapping or (templates.get('source') and templates.get('ref')) or not (templates.get('source') or templates.get('ref'))
        or (templates.get('source') and (templates.source | string).split('.') | length != 2)
    ) %}
        {% do api_call_volume.settings_error(
            setting ~ '.route_templates_relation', 'it does not say where the routes are.',
            '`{source: source_name.table_name}` or `{ref: model_name}`, a relation with the columns `method` and `template`.'
        ) %}
    {% endif %}

    {% set deduplicate_on = declaration.get('deduplicate_on') or [] %}
    {% if deduplicate_on is string or deduplicate_on is mapping or deduplicate_on is not iterable %}
        {% do api_call_volume.settings_error(
            setting ~ '.deduplicate_on', 'it is not a list.', 'a list of columns that together identify a call.'
        ) %}
    {% endif %}

    {% set epoch_unit = declaration.get('epoch_unit') %}
    {% if epoch_unit is not none and epoch_unit not in api_call_volume.epoch_units() %}
        {% do api_call_volume.settings_error(
            setting ~ '.epoch_unit', '`' ~ epoch_unit ~ '` is not one of the choices.',
            api_call_volume.one_of(api_call_volume.epoch_units(), epoch_unit) ~ ': what numbers in occurred_at and loaded_at count since 1970.'
        ) %}
    {% endif %}

    {% set sync_modes = ['append', 'upsert', 'truncate_load'] %}
    {% if declaration.get('sync_mode', 'append') not in sync_modes %}
        {% do api_call_volume.settings_error(
            setting ~ '.sync_mode', '`' ~ declaration.sync_mode ~ '` is not one of the choices.', api_call_volume.one_of(sync_modes, declaration.sync_mode) ~ '.'
        ) %}
    {% endif %}

    {% set cancelled_when = declaration.get('cancelled_when') %}
    {% if cancelled_when is not none and (cancelled_when is not string or not cancelled_when | trim) %}
        {% do api_call_volume.settings_error(
            setting ~ '.cancelled_when', '`' ~ cancelled_when ~ '` is no SQL condition.',
            'a condition on the raw row that is true for rows that cancel a call, such as `"status = \'void\'"`.'
        ) %}
    {% endif %}

    {% set copies_to_keep = ['earliest', 'latest'] %}
    {% if declaration.get('keep_copy', 'earliest') not in copies_to_keep %}
        {% do api_call_volume.settings_error(
            setting ~ '.keep_copy', '`' ~ declaration.keep_copy ~ '` is not one of the choices.',
            api_call_volume.one_of(copies_to_keep, declaration.keep_copy) ~ ': which copy of a call counts.'
        ) %}
    {% endif %}

    {% if declaration.get('allow_negative', false) is not boolean %}
        {% do api_call_volume.settings_error(
            setting ~ '.allow_negative', '`' ~ declaration.allow_negative ~ '` is neither true nor false.',
            'true, where rows with a `call_count` below 0 take calls back; else nothing.'
        ) %}
    {% endif %}

    {% set ids = {setting ~ '.columns.event_id': columns.get('event_id') or ''} %}
    {% for column in deduplicate_on %}
        {% do ids.update({setting ~ '.deduplicate_on[' ~ loop.index0 ~ ']': column}) %}
    {% endfor %}
    {% do api_call_volume.check_ids_of_loaders(
        ids, declaration.get('sync_mode'),
        'the id that the gateway gave to the call, or `deduplicate_on` with columns that together identify a call. Without either, '
        ~ 'each row counts.'
    ) %}

    {% if ended_on is not none and not modules.re.match('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', ended_on | string) %}
        {% do api_call_volume.settings_error(
            setting ~ '.ended_on', '`' ~ ended_on ~ '` is not a date.', 'the last date on which rows were loaded, as YYYY-MM-DD.'
        ) %}
    {% endif %}

    {% set formerly = declaration.get('formerly') or [] %}
    {% if formerly is string or formerly is mapping or formerly is not iterable %}
        {% do api_call_volume.settings_error(
            setting ~ '.formerly', 'it is not a list.', 'a list of the names that this source had before.'
        ) %}
    {% endif %}
    {% for name in formerly if not modules.re.match('^[A-Za-z0-9_.-]+$', name | string) or name == declaration.name %}
        {% do api_call_volume.settings_error(
            setting ~ '.formerly', '`' ~ name ~ '` is not a name that this source had before.', 'a list of its earlier names.'
        ) %}
    {% endfor %}

    {% set checked = {
        'setting': setting,
        'name': declaration.name | string,
        'format': declaration.format,
        'source': declaration.get('source'),
        'ref': declaration.get('ref'),
        'record_column': declaration.get('record_column', 'record') | string | trim,
        'declares_record_column': 'record_column' in declaration,
        'loaded_at_column': declaration.get('loaded_at_column', 'loaded_at') | string | trim,
        'loaded_at_time_zone': declaration.get('loaded_at_time_zone'),
        'epoch_unit': declaration.get('epoch_unit'),
        'columns': sql_columns,
        'line_pattern': declaration.get('line_pattern'),
        'line_columns': line_columns,
        'route_templates_relation': templates or none,
        'deduplicate_on': deduplicate_on,
        'where': declaration.get('where'),
        'cancelled_when': cancelled_when,
        'sync_mode': declaration.get('sync_mode', 'append'),
        'keep_copy': declaration.get('keep_copy', 'earliest'),
        'allow_negative': declaration.get('allow_negative', false),
        'same_calls_as': declaration.get('same_calls_as'),
        'same_calls_as_first_named': declaration.get('same_calls_as'),
        'staging': (
            'stored_columns' if declaration.format == 'columns' and declaration.get('sync_mode') == 'truncate_load'
            else declaration.format
        ),
        'is_read': (declaration.get('source') or declaration.get('ref')) is not none,
        'has_ended': ended_on is not none and ended_on | string < run_started_at.strftime('%Y-%m-%d'),
        'formerly': formerly | map('string') | list,
        'excluded_calls_where': var('excluded_calls_where', none),
        'policy_from': none,
        'policy_until': none,
        'own_keys': none,
        'earlier_policies': [],
    } %}
    {% do api_call_volume.read_earlier_policies(declaration, checked) %}
    {{ return(checked) }}
{% endmacro %}
