{% macro given_columns(source, raw_columns) %}
    {#-
        What a source gives by itself of the canonical call event: column -> SQL over its raw rows. Its
        `columns` mapping and, in the format `columns`, the raw columns that bear canonical names.
    -#}
    {% set given = {} %}
    {% if source.format == 'columns' %}
        {% for column in api_call_volume.declarable_columns() if column in raw_columns %}
            {% do given.update({column: raw_columns[column]}) %}
        {% endfor %}
    {% endif %}
    {% for column, expression in source.columns.items() %}
        {% do given.update({column: '(' ~ expression ~ ')'}) %}
    {% endfor %}
    {% if source.format == 'columns' and 'outcome' not in given and 'http_response_status_code' not in given %}
        {#- A log that tells no outcome tells of calls that were made. -#}
        {% do given.update({'outcome': "'success'"}) %}
    {% endif %}
    {{ return(given) }}
{% endmacro %}
