{% macro check_expression(test, argument, given) %}
    {#- An argument error where what should be a column or an SQL expression is missing, or a list or mapping. -#}
    {% if not given and given != 0 %}
        {% do api_call_volume.argument_error(test, argument, 'it is missing.', 'a column, or an SQL expression.') %}
    {% elif given is boolean or given is not string and given is not number %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ given ~ '` is not an SQL expression.', 'one column, or one SQL expression.'
        ) %}
    {% endif %}
{% endmacro %}
