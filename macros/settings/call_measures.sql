{% macro call_measures() %}
    {#-
        The var call_measures: the names of further numeric columns of a call, whose sums are columns of the daily
        fact. A source maps them like canonical columns.
    -#}
    {% set measures = var('call_measures', none) or [] %}
    {% if measures is string or measures is mapping or measures is not iterable %}
        {% do api_call_volume.settings_error('call_measures', 'it is not a list.', 'a list of names, such as `[tokens, credits]`.') %}
    {% endif %}
    {% for measure in measures %}
        {% if not modules.re.match('^[a-z][a-z0-9_]*$', measure | string) %}
            {% do api_call_volume.settings_error(
                'call_measures', '`' ~ measure ~ '` is not a name.', 'lower-case letters, digits and underscores, with a letter first.'
            ) %}
        {% endif %}
    {% endfor %}
    {{ return(measures | list) }}
{% endmacro %}
