{% macro line_variable(variable) %}
    {#-
        A variable of a log format as line_variables spells it: `${status}` is `$status`, `%>s` is `%s`, `%{User-Agent}i`
        is `%{user-agent}i`, `%REQ(USER-AGENT):40%` is `%REQ(USER-AGENT)%`.
    -#}
    {%- if variable.startswith('$') -%}
        {{ return(variable | replace('{', '') | replace('}', '')) }}
    {%- elif variable.endswith('%') -%}
        {{ return(modules.re.sub(':[0-9]+%$', '%', variable) | upper) }}
    {%- endif -%}
    {%- set variable = modules.re.sub('^%[!0-9,<>]+', '%', variable) -%}
    {{ return(variable | lower if variable.endswith('i') else variable) }}
{% endmacro %}
