{% macro begins_a_batch(text, keys) %}
    {#- A predicate: the text begins like a JSON object whose first key is one of `keys`. -#}
    {{ api_call_volume.regexp_matches_text(text, '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*"(' ~ keys | join('|') ~ ')"') }}
{%- endmacro %}
