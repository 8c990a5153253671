{% macro identifier(expression, is_trimmed=false) %}
    {#-
        An id of a log record, or null where the text is what producers write for "none": nothing at all, only zeros
        and hyphens (a trace id while tracing is off, a nil UUID), `null`, `undefined`, `none`, `nil` or `n/a`, in any case. The id
        itself is not changed. Of a list of expressions, the first that is an id.
    -#}
    {%- if expression is string -%}
    {%- set text = expression if is_trimmed else api_call_volume.trimmed(expression) -%}
    {%- set placeholders = ['null', 'undefined', 'none', 'nil', 'n/a'] -%}
    {#- Most ids do not begin like a placeholder, and looking at the first character costs a third of looking at all of it. -#}
    {%- set first_characters = ['', ' ', '0', '-'] -%}
    {%- for letter in placeholders | map('first') | unique -%}
        {%- do first_characters.extend([letter, letter | upper]) -%}
    {%- endfor %}
    case
        when case substr({{ expression }}, 1, 1)
            {%- for character in first_characters %} when '{{ character }}' then 1{% endfor %} end = 1
            then case lower({{ text }})
                {%- for placeholder in placeholders %} when '{{ placeholder }}' then null{% endfor %}
                else case when replace(replace({{ text }}, '0', ''), '-', '') <> '' then {{ expression }} end
            end
        else {{ expression }}
    end
    {%- else -%}
    coalesce(
        {%- for each in expression %}
        {{ api_call_volume.identifier(each) }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    {%- endif -%}
{%- endmacro %}
