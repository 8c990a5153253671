{% macro one_line(value, most) %}
    {#- A value as one line of a log: without control characters, and at most `most` characters long. -#}
    {% set text = modules.re.sub('[\\x00-\\x1f\\x7f]', ' ', value | string) %}
    {{ return(text if text | length <= most else text[:most - 3] ~ '...') }}
{% endmacro %}
