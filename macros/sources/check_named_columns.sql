{% macro check_named_columns(source, relation, raw_columns) %}
    {#-
        A settings error where `columns`, `record_column`, `loaded_at_column`, `where`, `cancelled_when` or `deduplicate_on` of a source names a
        column that its raw table does not have, with the column that was probably meant: see check_names_in.
    -#}
    {% set named = {} %}
    {% for column, expression in source.columns.items() %}
        {% do named.update({source.setting ~ '.columns.' ~ column: expression}) %}
    {% endfor %}
    {% for column in source.deduplicate_on if column not in api_call_volume.api_call_columns() %}
        {% do named.update({source.setting ~ '.deduplicate_on[' ~ source.deduplicate_on.index(column) ~ ']': column}) %}
    {% endfor %}
    {% if not modules.re.match('^[A-Za-z0-9_]*$', source.loaded_at_column) %}
        {% do named.update({source.setting ~ '.loaded_at_column': source.loaded_at_column}) %}
    {% endif %}
    {% set record = api_call_volume.declared_record(source, raw_columns) if source.format != 'columns' else none %}
    {% if record and record.sql.startswith('(') %}
        {% do named.update({source.setting ~ '.record_column': (
            source.record_column.split('.')[0] if api_call_volume.is_path(source.record_column) else source.record_column
        )}) %}
    {% endif %}
    {% if source.cancelled_when %}
        {% do named.update({source.setting ~ '.cancelled_when': source.cancelled_when}) %}
    {% endif %}
    {% do api_call_volume.check_same_at_each_read(named, raw_columns) %}
    {% if source.where %}
        {% do named.update({source.setting ~ '.where': source.where}) %}
    {% endif %}
    {% do api_call_volume.check_names_in(named, relation, raw_columns) %}
{% endmacro %}
