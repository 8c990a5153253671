{% macro may_be_streams(text) %}
    {#-
        A predicate, never null, over a text: it begins as Loki's streams do (see opened_streams). Every raw record is asked, so
        most are told by a comparison of their first characters.
    -#}
    {%- set beginning = 'ltrim(substr(' ~ text ~ ', 1, 20))' -%}
    {%- set pattern = '^[ \\t\\r\\n]*\\{[ \\t\\r\\n]*"(streams"|stream"[ ]*:[ ]*\\{|status"[ ]*:[ ]*"success"|data"[ ]*:[ ]*\\{)' -%}
    case
        when case
            when {{ text }} like chr(123) || '"%' then {{ text }} like chr(123) || '"st%' or {{ text }} like chr(123) || '"data"%'
            else {{ beginning }} like chr(123) || '%"st%' or {{ beginning }} like chr(123) || '%"data"%'
        end
            then {{ api_call_volume.regexp_matches_text(text, pattern) }}
        else false
    end
{%- endmacro %}
