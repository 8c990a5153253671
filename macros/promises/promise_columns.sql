{% macro promise_columns(what_happened, what_to_do) %}
    {#-
        The last two columns of every promise: what happened, with the values of the failing row, and what to do. Each
        is given as a template (see filled_text), or as a mapping of SQL conditions to templates. The first condition
        that is true decides; the last template is for all other rows, whatever its key.
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
