{% macro route_template(url_path) %}
    {#-
        The route template of a requested path: the path without scheme, host, query string, fragment and matrix
        parameters, with {id} in place of each segment that identifies one thing: those of random letters and digits,
        then those with the form of an id. `/v1/orders/8231?expand=lines` becomes `/v1/orders/{id}`; empty segments are left
        out. Null for a null path.
    -#}
    {%- set path = api_call_volume.regexp_replace_all(url_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#].*$|;[^/?#]*', '') -%}
    {#-
        Each segment stands between a < and a /, since matches do not overlap. A URL can't contain a < itself.
        One pattern for both kinds of segments would have too many states: DuckDB would take ten times as long.
    -#}
    {%- set segments = "'<' || replace(replace(" ~ path ~ ", '<', '%3C'), '/', '/<') || '/'" -%}
    {%- set templates = api_call_volume.regexp_replace_all(
        api_call_volume.regexp_replace_all(segments, '<' ~ api_call_volume.random_segment_pattern() ~ '/', '<{id}/'),
        '<' ~ api_call_volume.id_segment_pattern() ~ '/', '<{id}/'
    ) -%}
    '/' || {{ api_call_volume.trim_end("replace(replace(" ~ templates ~ ", '</', ''), '<', '')", '/') }}
{%- endmacro %}
