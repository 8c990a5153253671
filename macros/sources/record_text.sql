{% macro record_text(source, raw_columns, fields, data_type) %}
    {#-
        The log record of a raw row, as a text: what the source's `record_column` says (see declared_record). The `data_type`
        of that column or expression may be a text, JSON or a struct. Some loaders write the top-level keys of a
        record into columns instead: where the table has no such column, and none is declared, a JSON object of the
        columns that are named like the keys. Case and punctuation of the names don't matter (`requestTimeEpoch` is
        `request_time_epoch`, `x-request-id` is `x_request_id`). A column may hold a text, number, time, struct or JSON.
        A text that holds JSON is read as JSON where the format reads a field inside it. A key without a column is null.
        (check_source_columns requires at least one such column.)
    -#}
    {%- set record = api_call_volume.declared_record(source, raw_columns) -%}
    {%- if record -%}
        {%- set text = api_call_volume.text_or_json(record.sql, data_type or '') -%}
        {{ return(api_call_volume.json_field(text, record['keys']) if record['keys'] else text) }}
    {%- endif -%}
    {%- set columns_by_name = {} -%}
    {%- for name, column in raw_columns.items() if name != source.loaded_at_column | lower -%}
        {%- do columns_by_name.update({api_call_volume.normalized_key(name): column}) -%}
    {%- endfor -%}
    {%- set keys = {} -%}
    {%- for path in fields.values() -%}
        {%- set path = api_call_volume.key_path(path) -%}
        {%- set column = raw_columns.get(path[0] | lower, columns_by_name.get(api_call_volume.normalized_key(path[0]))) -%}
        {%- if column -%}
            {%- do keys.update({path[0]: {
                'column': column, 'is_nested': path | length > 1 or keys.get(path[0], {}).get('is_nested', false)
            }}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(api_call_volume.record_of_columns(keys)) }}
{% endmacro %}
