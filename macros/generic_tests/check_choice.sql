{% macro check_choice(test, argument, given, choices) %}
    {#- An argument error where an argument is none of its choices. -#}
    {% if given not in choices %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ given ~ '` is none of its choices.', 'one of ' ~ choices | join(', ') ~ '.'
        ) %}
    {% endif %}
{% endmacro %}
