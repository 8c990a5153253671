{% macro one_line(value, most) %}
    {#- A value as a text of a log, at most so long, and without the control characters that would make a line of their own. -#}
    {% set text = modules.re.sub('[\\x00-\\x1f\\x7f]', ' ', value | string) %}
    {{ return(text if text | length <= most else text[:most - 3] ~ '...') }}
{% endmacro %}
