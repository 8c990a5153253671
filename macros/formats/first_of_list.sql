{% macro first_of_list(source, column) %}
    {#- A text of a log record; where it is a JSON list of texts, as gateways log a header that a client repeats, its first text. -#}
    {%- if source.format == 'columns' -%}
        {{ return(column) }}
    {%- endif -%}
    case
        when {{ column }} like '["%'
            then {{ api_call_volume.regexp_replace_all(column, '^\\["(([^"\\\\]|\\\\.)*)".*$', '\\1') }}
        else {{ column }}
    end
{%- endmacro %}
