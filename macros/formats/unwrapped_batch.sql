{% macro unwrapped_batch(text, keys, payloads) %}
    {#-
        SQL: a text of which a shipper has wrapped a batch, an object with one of `keys`, without that wrapper. A wrapper in
        it stays, and so does any other text. `payloads` are where shippers put what they wrap: see wrapper_fields.
    -#}
    {%- set names = '(' ~ keys | join('|') ~ ')' -%}
    {%- set inside = '"' ~ names ~ '\\\\+"|"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\{[ \\t\\r\\n]*"' ~ names ~ '"' -%}
    case
        when
            ltrim(substr({{ text }}, 1, 20)) not like '[%'
            and not {{ api_call_volume.begins_a_batch(text, keys) }}
            and {{ api_call_volume.regexp_matches_text(text, '^[ \\t\\r\\n]*[^{ \\t\\r\\n]|' ~ inside) }}
            then coalesce(
                {%- for path in payloads %}
                {{ api_call_volume.json_field(api_call_volume.without_prefix(text), api_call_volume.key_path(path)) }},
                {%- endfor %}
                {{ api_call_volume.without_prefix(text) }}
            )
        else {{ text }}
    end
{%- endmacro %}
