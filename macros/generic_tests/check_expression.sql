{% macro check_expression(test, argument, value) %}
    {#- An argument error where a column or SQL expression is missing, or is a list or mapping. -#}
    {% if not value and value != 0 %}
        {% do api_call_volume.argument_error(test, argument, 'it is missing.', 'a column, or an SQL expression.') %}
    {% elif value is boolean or value is not string and value is not number %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ value ~ '` is not an SQL expression.', 'one column, or one SQL expression.'
        ) %}
    {% endif %}
{% endmacro %}
