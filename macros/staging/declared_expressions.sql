{% macro declared_expressions(source, raw_columns) %}
    {#-
        What a source says of its raw rows, as SQL expressions by canonical column: its arrival time,
        its `columns` mapping and, for the format `columns`, the raw columns that bear canonical names.
    -#}
    {% set expressions = {'loaded_at': raw_columns.get(source.loaded_at_column | lower, source.loaded_at_column)} %}
    {% if source.format == 'columns' %}
        {% for column in api_call_volume.declarable_columns() if column in raw_columns %}
            {% do expressions.update({column: raw_columns[column]}) %}
        {% endfor %}
    {% endif %}
    {% for column, expression in source.columns.items() %}
        {% do expressions.update({column: '(' ~ expression ~ ')'}) %}
    {% endfor %}
    {% if source.format == 'columns' and 'outcome' not in expressions and 'http_response_status_code' not in expressions %}
        {#- A log that tells no outcome tells of calls that were made. -#}
        {% do expressions.update({'outcome': "'success'"}) %}
    {% endif %}
    {{ return(expressions) }}
{% endmacro %}
