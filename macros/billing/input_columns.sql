{% macro input_columns(setting, declared, needed, optional) %}
    {#-
        The SQL over a row of the relation that a setting names that gives each of its columns: column -> SQL. `null` for
        a column that the table does not have, and for all while dbt parses.
        Raises a settings error where the table lacks a column of `needed`.
    -#}
    {% set relation = api_call_volume.declared_relation(declared) %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% set columns = {} %}
    {% for column in needed + optional %}
        {% if raw_columns and column not in raw_columns and column in needed %}
            {% do api_call_volume.settings_error(
                setting, relation ~ ' has no column `' ~ column ~ '`; it has ' ~ raw_columns | join(', ') ~ '.',
                'a table or model with the columns ' ~ needed | join(', ')
                ~ ('; ' ~ optional | join(', ') ~ ' may be there, too' if optional) ~ '.'
            ) %}
        {% endif %}
        {% do columns.update({column: raw_columns.get(column, 'null')}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
