{% macro path_segments(url_path) %}
    {#-
        A requested path without scheme, host, query string, fragment and matrix parameters, as `</<v1/<orders/`: each segment
        stands between a < and a /, so that it has two ends of its own. A URL can't contain a < itself.
    -#}
    {#- Few paths have more than a query string, and replacing takes five times as long as cutting it off. -#}
    {%- set path -%}
    case
        when {{ url_path }} like '%#%' or {{ url_path }} like '%;%' or {{ url_path }} like '%://%'
            then {{ api_call_volume.regexp_replace_all(url_path, '^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#].*$|;[^/?#]*', '') }}
        else {{ api_call_volume.part_of_text(url_path, "'?'", 1) }}
    end
    {%- endset -%}
    {{ return("'<' || replace(replace(" ~ path ~ ", '<', '%3C'), '/', '/<') || '/'") }}
{%- endmacro %}
