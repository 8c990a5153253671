{% macro request_line_part(request_line, part) %}
    {#-
        The `method` or the `target` of a request line (`GET /v1/orders?page=2 HTTP/1.1`); null where the text is not
        a request line.
    -#}
    case
        when {{ api_call_volume.regexp_matches_text(request_line, '^[A-Za-z]+ [^ ]+( HTTP/[0-9.]+)?$') }}
            then {{ api_call_volume.part_of_text(request_line, "' '", 1 if part == 'method' else 2) }}
    end
{%- endmacro %}
