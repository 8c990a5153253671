{% macro is_split_at_line_ends(has_lines) %}
    {#- A predicate over a text that is not JSON: see holds_several_records. -#}
    (
        (
            {{ api_call_volume.regexp_matches_text('record', '\\n[ \\t]*[\\[{]') }}
            and not {{ api_call_volume.regexp_matches_text('record', '(^|\\n)[ \\t\\r]*[^\\[{ \\t\\r\\n]') }}
        )
        or {{ api_call_volume.regexp_matches_text(
            'record', '^[ \\t\\r\\n]*[^ \\t\\r\\n{]' if has_lines else '^[ \\t\\r\\n]*[^\\[{ \\t\\r\\n][^\\n{]*\\{'
        ) }}
    )
{%- endmacro %}
