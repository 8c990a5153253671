{% macro with_batch_keys(text, spellings) %}
    {#-
        SQL: the JSON text with the keys that lead to the records of a batch under their own names. `spellings` has, for each
        such key, the list of its other names. A text without any of them stays as it is.
    -#}
    {%- set state = namespace(text=text) -%}
    {%- set names = [] -%}
    {%- for key, others in spellings.items() -%}
        {%- do names.extend(others) -%}
        {%- set pattern = '"(' ~ others | join('|') ~ ')"[ \\t\\r\\n]*:' -%}
        {%- set state.text = api_call_volume.regexp_replace_all(state.text, pattern, '"' ~ key ~ '":') -%}
    {%- endfor -%}
    {%- if names -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, '"(' ~ names | join('|') ~ ')"') }} then {{ state.text }}
        else {{ text }}
    end
    {%- else -%}
    {{ text }}
    {%- endif -%}
{%- endmacro %}
