{% macro route_template(url_path) %}
    {#-
        A requested path as a route template: without scheme, host, query string, fragment and path
        parameters, and with each segment that names one thing replaced by {id}: numbers and dates,
        UUIDs, hexadecimal hashes (8 digits and more), ids of mixed letters and digits (ULID, KSUID,
        cus_9s6XKzkNRiz8i3) and e-mail addresses. `/v1/orders/8231?expand=lines` is `/v1/orders/{id}`.
    -#}
    {%- set hex = '[0-9a-fA-F]' -%}
    {%- set id_segments = [
        '[0-9][0-9.,:_-]*',
        hex * 8 ~ '-' ~ hex * 4 ~ '-' ~ hex * 4 ~ '-' ~ hex * 4 ~ '-' ~ hex * 12,
        hex * 8 ~ hex ~ '*',
        '([a-z]+_)?[A-Za-z]*[0-9]+[A-Za-z]+[0-9]' ~ '[A-Za-z0-9]' * 6 ~ '[A-Za-z0-9]*',
        '[^/@]+(@|%40)[^/]+',
    ] -%}
    {#- Every slash is doubled, so that each segment has slashes of its own to be matched by. -#}
    {%- set path = api_call_volume.regexp_replace_all(url_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#;].*$', '') -%}
    {%- set segments = "'/' || replace(" ~ path ~ ", '/', '//') || '/'" -%}
    {%- set templates = api_call_volume.regexp_replace_all(segments, '/(' ~ id_segments | join('|') ~ ')/', '/{id}/') -%}
    coalesce(
        nullif({{ api_call_volume.trim_end(api_call_volume.regexp_replace_all(templates, '//+', '/'), '/') }}, ''),
        case when {{ url_path }} is not null then '/' end
    )
{%- endmacro %}
