{% macro check_named_columns(source, relation, raw_columns) %}
    {#-
        A settings error where `columns` or `deduplicate_on` of a source names a column that its raw table does not have,
        with the column that was probably meant. Only a text that can be nothing but a column's name is checked: one
        word, and none that warehouses know without a table. What is wrong in other SQL, the warehouse says.
    -#}
    {% set known_without_table = [
        'null', 'true', 'false', 'user', 'current_user', 'session_user', 'current_date', 'current_time', 'current_timestamp',
        'localtime', 'localtimestamp', 'sysdate', 'ctid', 'xmin', 'tableoid', 'rowid', '_partitiontime', '_partitiondate',
        '_table_suffix', '_file_name'
    ] %}
    {% set named = {} %}
    {% for column, expression in source.columns.items() %}
        {% do named.update({'.columns.' ~ column: expression | string | trim}) %}
    {% endfor %}
    {% for column in source.deduplicate_on | reject('in', api_call_volume.api_call_columns()) %}
        {% do named.update({'.deduplicate_on[' ~ loop.index0 ~ ']': column | string | trim}) %}
    {% endfor %}
    {% for setting, name in named.items() %}
        {% if modules.re.match('^[A-Za-z_][A-Za-z0-9_]*$', name) and name | lower not in raw_columns and name | lower not in known_without_table %}
            {% set nearest = api_call_volume.nearest_name(name, raw_columns | list, least_likeness=0.4) %}
            {% do api_call_volume.settings_error(
                source.setting ~ setting,
                relation ~ ' has no column `' ~ name ~ '`; it has ' ~ raw_columns | join(', ') ~ '.',
                ('did you mean `' ~ nearest ~ '`? ' if nearest else '') ~ 'a column of the table, or a SQL expression over its columns.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
