{% macro path_segments(url_path) %}
    {#-
        A requested path without scheme, host, query string, fragment and matrix parameters, as `</<v1/<orders/`: each segment
        stands between a < and a /, so that it has two ends of its own. A URL can't contain a < itself.
    -#}
    {%- set path = api_call_volume.regexp_replace_all(url_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#].*$|;[^/?#]*', '') -%}
    {{ return("'<' || replace(replace(" ~ path ~ ", '<', '%3C'), '/', '/<') || '/'") }}
{%- endmacro %}
