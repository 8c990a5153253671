{% macro tolerance(test, argument, given) %}
    {#- A tolerance as a number; YAML reads 1e-9, which has no point, as a text. -#}
    {% set number = -1 if given is boolean else given | float(-1) %}
    {% if not (number >= 0 and number < 1e300) %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ given ~ '` is not a number of 0 or more.', 'a number, as 0.5; 0 for none.'
        ) %}
    {% endif %}
    {{ return(number | int if number == number | int else number) }}
{% endmacro %}
