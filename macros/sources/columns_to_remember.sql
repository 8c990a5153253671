{% macro columns_to_remember(source) %}
    {#-
        The canonical columns that a source gives and the raw columns of its `deduplicate_on`: column -> `data_type` (of
        the warehouse; empty where it is unknown), and `is_found_by_name`. Where the raw table is not known, those that
        the existing tables were built from.
    -#}
    {% set relation = api_call_volume.declared_relation(source) %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% if not raw_columns %}
        {{ return(api_call_volume.remembered_columns(source.name)) }}
    {% endif %}
    {% set declared = api_call_volume.declared_columns(source, raw_columns) %}
    {% set data_types = api_call_volume.source_types(source, relation, raw_columns) %}
    {% set columns = {} %}
    {% for column in declared %}
        {% set data_type = data_types.get(column, '') | replace("'", '') %}
        {% do columns.update({column: {
            'data_type': data_type if data_type != 'null' else '',
            'is_found_by_name': column not in source.columns and column in raw_columns,
        }}) %}
    {% endfor %}
    {% for column in source.deduplicate_on if column not in columns and column | lower in raw_columns %}
        {% do columns.update({column: {
            'data_type': api_call_volume.table_columns(relation)[column | lower].data_type | replace("'", ''),
            'is_found_by_name': false,
        }}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
