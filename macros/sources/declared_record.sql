{% macro declared_record(source, raw_columns) %}
    {#-
        Where the log record of a raw row is, by the `record_column` of its source: `sql`, a column or an expression, and
        `keys`, those that lead from there to the record (`payload.message` is the column `payload` with the key
        `message`). None where it is the name of a column that the table does not have. `raw_columns`: see the macro of that
        name; without them, the text is taken for a column.
    -#}
    {% set text = source.record_column %}
    {% set first = text.split('.')[0] | lower %}
    {% if text | lower in raw_columns or not raw_columns %}
        {{ return({'sql': raw_columns.get(text | lower, text), 'keys': []}) }}
    {% elif first in raw_columns and api_call_volume.is_path(text) %}
        {{ return({'sql': raw_columns[first], 'keys': text.split('.')[1:]}) }}
    {% elif modules.re.match('^[A-Za-z0-9_@ -]*$', text) %}
        {{ return(none) }}
    {% endif %}
    {{ return({'sql': '(' ~ text ~ ')', 'keys': []}) }}
{% endmacro %}
