{% macro tolerance(test, argument, value) %}
    {#- A tolerance as a number. YAML reads 1e-9, which has no point, as a text. -#}
    {% if not modules.re.match('^([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]+)?$', value | string | lower) %}
        {% do api_call_volume.argument_error(
            test, argument, '`' ~ value ~ '` is not a number, 0 or more.', 'a number such as 0.5; 0 for none.'
        ) %}
    {% endif %}
    {% set number = value | string | float %}
    {{ return(0 if number == 0 else number) }}
{% endmacro %}
