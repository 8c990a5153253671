{% macro call_measures() %}
    {#-
        The var call_measures: names of numbers of a call beside the canonical ones, which the daily fact
        has as columns, summed. A source gives them as it gives canonical columns.
    -#}
    {% set measures = var('call_measures', none) or [] %}
    {% if measures is string or measures is mapping or measures is not iterable %}
        {% do api_call_volume.settings_error('call_measures', 'it is not a list.', 'a list of names, as `[tokens, credits]`.') %}
    {% endif %}
    {% for measure in measures %}
        {% if not modules.re.match('^[a-z][a-z0-9_]*$', measure | string) %}
            {% do api_call_volume.settings_error(
                'call_measures', '`' ~ measure ~ '` is not a name.', 'lower-case letters, digits and underscores, a letter first.'
            ) %}
        {% endif %}
    {% endfor %}
    {{ return(measures | list) }}
{% endmacro %}
