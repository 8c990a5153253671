{% macro quota_columns() %}
    {#-
        The SQL over a row of the relation `quotas` that gives each of its columns: column -> SQL. Empty where no quotas
        are declared; `null` for a column that the table does not have, and for all while dbt parses.
        Raises a settings error where the table lacks a column that it must have.
    -#}
    {% set declared = api_call_volume.quotas_relation() %}
    {% if not declared %}
        {{ return({}) }}
    {% endif %}
    {% set relation = api_call_volume.declared_relation(declared) %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% set columns = {} %}
    {% for column in ['account_id', 'metric', 'amount', 'window', 'valid_from', 'valid_to'] %}
        {% if raw_columns and column not in raw_columns and not column.startswith('valid_') %}
            {% do api_call_volume.settings_error(
                'quotas', relation ~ ' has no column `' ~ column ~ '`; it has ' ~ raw_columns | join(', ') ~ '.',
                'a table or model with the columns account_id, metric, amount and window, and valid_from and valid_to where quotas change.'
            ) %}
        {% endif %}
        {% do columns.update({column: raw_columns.get(column, 'null')}) %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
