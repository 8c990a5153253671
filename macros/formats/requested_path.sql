{% macro requested_path(url_path) %}
    {#-
        A requested path without scheme, host, query string, fragment, matrix parameters and empty segments: `/v1/orders/8231` of
        `https://api.example.com/v1//orders/8231/?expand=lines`; `/` where nothing is left. Null for a null path.
    -#}
    '/' || {{ api_call_volume.without_last_slash("replace(replace(" ~ api_call_volume.path_segments(url_path) ~ ", '</', ''), '<', '')") }}
{%- endmacro %}
