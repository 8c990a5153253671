{% macro request_line_part(request_line, part) %}
    {#-
        The `method` or the `target` of a request line (`GET /v1/orders?page=2 HTTP/1.1`); null where the text is not
        a request line. A target may contain blanks where the protocol ends it.
    -#}
    case
        when {{ api_call_volume.regexp_matches_text(request_line, '^[A-Za-z][A-Za-z_-]* ([^ ]+|[^ ].* HTTP/[0-9.]+)$') }}
            then {% if part == 'method' -%}
            {{ api_call_volume.part_of_text(request_line, "' '", 1) }}
            {%- else -%}
            {{ api_call_volume.regexp_replace_all(request_line, '^[^ ]+ | HTTP/[0-9.]+$', '') }}
            {%- endif %}
    end
{%- endmacro %}
