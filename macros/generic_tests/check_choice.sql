{% macro check_choice(test, argument, value, choices) %}
    {#- An argument error where a value is not one of `choices`. -#}
    {% if value not in choices %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ value ~ '` is not one of the choices.', api_call_volume.one_of(choices, value) ~ '.'
        ) %}
    {% endif %}
{% endmacro %}
