{% macro line_regexp(line, captured=none) %}
    {#-
        The regular expression of a text line in which `$name` stands for a value: {pattern, fields}, as the argument
        `lines` of staged_log_records takes it. `{?` and `?}` enclose what a line may lack. Where a value ends depends
        on what follows it: see line_value.
          line      the text of the line, or a list of its parts: texts and variables by turns
          captured  variable -> field, for a list. In a text, each `$log_x`, `${log_x}` and `$secret_x` is the field of that name.
                    Other values (`$_`) are matched, and not read
    -#}
    {%- set parts = modules.re.split('[$]([{]log_[a-z0-9_]+[}]|log_[a-z0-9_]+|secret_[a-z0-9_]+|_)', line) if line is string else line -%}
    {%- set state = namespace(pattern='^', in_quotes=false, before='') -%}
    {%- set fields = [] -%}
    {%- for part in parts -%}
        {%- if loop.index0 is even -%}
            {%- set state.pattern = state.pattern ~ api_call_volume.line_literal(part) -%}
            {%- set state.in_quotes = state.in_quotes != (part.count('"') is odd) -%}
            {%- set state.before = (part | replace('{?', '') | replace('?}', ''))[-1:] -%}
        {%- else -%}
            {%- set field = (part | replace('{', '') | replace('}', '')) if captured is none else captured.get(part) -%}
            {%- set field = '' if field in ['_', none] or field in fields else field -%}
            {#- A value that another follows at once, as in `$host$request_uri`, ends where a path begins. -#}
            {%- set after = (parts[loop.index] | replace('{?', '') | replace('?}', ''))[:1] or ('/' if loop.index + 1 < parts | length else '') -%}
            {%- if field -%}
                {%- do fields.append(field) -%}
            {%- endif -%}
            {%- set state.pattern = (
                state.pattern ~ ('(' if field else '(?:') ~ api_call_volume.line_value(part, field, state.before, after, state.in_quotes) ~ ')'
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return({'pattern': state.pattern, 'fields': fields}) }}
{% endmacro %}
