{% macro line_literal(text) %}
    {#-
        A text of a line as a part of its pattern, in which it stands for itself; `{?` and `?}` enclose an optional
        part. A single quote, which would end the literal of the pattern, is any character.
    -#}
    {%- set characters = [] -%}
    {%- for part in modules.re.split('([{][?]|[?][}])', text) -%}
        {%- if loop.index0 is odd -%}
            {%- do characters.append('(?:' if part == '{?' else ')?') -%}
        {%- else -%}
            {%- for character in part -%}
                {%- do characters.append(
                    '.' if character == "'"
                    else '\\' ~ character if character in '[]\\^'
                    else '[' ~ character ~ ']' if character in '.*+?(){}|$'
                    else character
                ) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(characters | join) }}
{% endmacro %}
