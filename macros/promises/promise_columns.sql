{% macro promise_columns(what_happened, what_to_do) %}
    {#-
        The two columns that a failing row of each promise ends in: what happened, with the row's values, and what to
        do. Each is a template (see filled_text), or several by SQL conditions, of which the first that holds is taken;
        the last one is for all other rows, whatever its key.
    -#}
    {%- for name, given in {'what_happened': what_happened, 'what_to_do': what_to_do}.items() %}
    {% if given is mapping -%}
    case
        {%- for condition, template in given.items() %}
        {{ 'else' if loop.last else 'when ' ~ condition ~ ' then' }} {{ api_call_volume.filled_text(template) }}
        {%- endfor %}
    end
    {%- else -%}
    {{ api_call_volume.filled_text(given) }}
    {%- endif %} as {{ name }}{{ ',' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
