{% macro line_value(variable, field, before, after, in_quotes) %}
    {#-
        The pattern of a value in a text line: what the value of `variable` may be, between the characters `before` and
        `after` it. In quotes of its own it may contain all but an unescaped quote, in brackets all but a closing one.
        Elsewhere it ends at a blank or at the separator, except for what is known to contain blanks: a time, a request
        line, and the lists (`10.0.0.1, 10.0.0.2`, `0.1 : 0.2`) of values that are not read.
    -#}
    {%- if field.endswith('status') or field.endswith('status_code') -%}
        {{ return('[0-9-]+') }}
    {%- elif variable == 'date time' -%}
        {{ return('[^ ]+ [^ ]+') }}
    {%- elif variable == '%q' -%}
        {{ return('[?][^ "]*|') }}
    {%- elif before == '"' and after == '"' -%}
        {{ return('(?:[^"\\\\]|\\\\.)*') }}
    {%- elif after == '/' or variable == '%U' -%}
        {{ return('[^ "?]*' if variable == '%U' else '[^ "/?]*') }}
    {%- elif in_quotes -%}
        {{ return('[^" ]*' if after == ' ' else '[^"]*') }}
    {%- elif before == '[' and after == ']' -%}
        {{ return('[^]]*') }}
    {%- elif after not in ['', ' '] and after in '|\t;,)>}' -%}
        {{ return('[^' ~ after ~ ']*') }}
    {%- elif field.endswith('ed_at') -%}
        {{ return('[^ ]+(?: [-+][0-9:]+)?') }}
    {%- elif field.endswith('request') -%}
        {{ return('[^ ]*(?: [^ ]+ HTTP/[0-9.]+)?') }}
    {%- elif not field and after == ' ' -%}
        {{ return('[^ ]*[^ ,](?:(?:,| :) [^ ]*[^ ,])*') }}
    {%- endif -%}
    {#- What follows the pattern begins with a blank or a tab. -#}
    {{ return('[^ \t]*' if after == '' else '[^ ]*') }}
{% endmacro %}
