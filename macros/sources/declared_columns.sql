{% macro declared_columns(source, raw_columns) %}
    {#-
        The canonical columns that the declaration of a source gives: column -> SQL over its raw rows. Those of its
        `columns` mapping and, in the format `columns`, the raw columns with canonical names: those that the existing
        tables were built from, if there are such (see remembered_columns).
    -#}
    {% set declared = {} %}
    {% if source.format == 'columns' %}
        {% set remembered = api_call_volume.remembered_columns(source.name) %}
        {% for column in api_call_volume.declarable_columns() if column in raw_columns and (column in remembered or not remembered) %}
            {% do declared.update({column: raw_columns[column]}) %}
        {% endfor %}
    {% endif %}
    {% for column, expression in source.columns.items() %}
        {% do declared.update({column: api_call_volume.column_or_expression(raw_columns, expression)}) %}
    {% endfor %}
    {% if source.format == 'columns' and 'outcome' not in declared and 'http_response_status_code' not in declared %}
        {#- Without an outcome or a status, each row reports a call that was made. -#}
        {% do declared.update({'outcome': "'success'"}) %}
    {% endif %}
    {{ return(declared) }}
{% endmacro %}
