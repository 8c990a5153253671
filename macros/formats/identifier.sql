{% macro identifier(expression) %}
    {#-
        An id of a log record, or null where the text is what producers write for "none": nothing at all, only zeros
        and hyphens (a trace id while tracing is off, a nil UUID), `null`, `undefined`, `none` or `nil`, in any case. The id
        itself is not changed. Of a list of expressions, the first that is an id.
    -#}
    {%- if expression is string -%}
    {%- set text = 'trim(' ~ expression ~ ')' -%}
    case lower({{ text }})
        {%- for placeholder in ['null', 'undefined', 'none', 'nil'] %} when '{{ placeholder }}' then null{% endfor %}
        else case when replace(replace({{ text }}, '0', ''), '-', '') <> '' then {{ expression }} end
    end
    {%- else -%}
    coalesce(
        {%- for each in expression %}
        {{ api_call_volume.identifier(each) }}{{ ',' if not loop.last }}
        {%- endfor %}
    )
    {%- endif -%}
{%- endmacro %}
