{% macro route_template(url_path) %}
    {#-
        The route template of a requested path: the path without scheme, host, query string, fragment and path
        parameters, with {id} in place of each segment that identifies one thing: a number or date, a UUID, a
        hexadecimal hash (8 digits or more), an id of mixed letters and digits (ULID, KSUID, cus_9s6XKzkNRiz8i3) or an
        e-mail address. `/v1/orders/8231?expand=lines` becomes `/v1/orders/{id}`.
    -#}
    {%- set hex = '[0-9a-fA-F]' -%}
    {%- set id_segments = [
        '[0-9][0-9.,:_-]*',
        hex * 8 ~ '-' ~ hex * 4 ~ '-' ~ hex * 4 ~ '-' ~ hex * 4 ~ '-' ~ hex * 12,
        hex * 8 ~ hex ~ '*',
        '([a-z]+_)?[A-Za-z]*[0-9]+[A-Za-z]+[0-9]' ~ '[A-Za-z0-9]' * 6 ~ '[A-Za-z0-9]*',
        '[^/@]+(@|%40)[^/]+',
    ] -%}
    {#- Every slash is doubled: matches do not overlap, so each segment needs its own two slashes. -#}
    {%- set path = api_call_volume.regexp_replace_all(url_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#;].*$', '') -%}
    {%- set segments = "'/' || replace(" ~ path ~ ", '/', '//') || '/'" -%}
    {%- set templates = api_call_volume.regexp_replace_all(segments, '/(' ~ id_segments | join('|') ~ ')/', '/{id}/') -%}
    coalesce(
        nullif({{ api_call_volume.trim_end(api_call_volume.regexp_replace_all(templates, '//+', '/'), '/') }}, ''),
        case when {{ url_path }} is not null then '/' end
    )
{%- endmacro %}
