{% macro one_record_a_line(has_lines) %}
    {#- SQL over the text `record`: its records, one a line, without blank lines; null where it is but one. -#}
    {#- The next object begins with a key: `} {` alone may be a part of a text, such as a line of HAProxy. -#}
    {%- set between_objects = api_call_volume.regexp_replace_all(
        "replace(record, chr(10), ' ')", '\\}[ \\t\\r]*\\{([ \\t\\r]*"[^"\\\\]*"[ \\t\\r]*:)', '}<record>{\\1'
    ) -%}
    {%- set lines -%}
    case
        when {{ api_call_volume.is_split_at_line_ends(has_lines) }}
            then replace(record, chr(13), '')
        else replace({{ between_objects }}, '}<record>{', '}' || chr(10) || '{')
    end
    {%- endset -%}
    case
        when {{ api_call_volume.holds_several_records(has_lines) }}
            then {{ api_call_volume.regexp_replace_all(
                api_call_volume.regexp_replace_all(lines, '^[ \\t\\n]+|[ \\t\\n]+$', ''), '(\\n)[ \\t\\n]+', '\\1'
            ) }}
    end
{%- endmacro %}
