{% macro route_template(url_path) %}
    {#-
        The route template of a requested path, as far as its shape tells: the requested_path with {id} in place of each
        segment that identifies one thing: those of random letters and digits, then those with the form of an id.
        `/v1/orders/8231?expand=lines` becomes `/v1/orders/{id}`. Null for a null path.
    -#}
    {#- One pattern for both kinds of segments would have too many states: DuckDB would take ten times as long. -#}
    {%- set templates = api_call_volume.regexp_replace_all(
        api_call_volume.regexp_replace_all(
            api_call_volume.path_segments(url_path), '<' ~ api_call_volume.random_segment_pattern() ~ '/', '<{id}/'
        ),
        '<' ~ api_call_volume.id_segment_pattern() ~ '/', '<{id}/'
    ) -%}
    '/' || {{ api_call_volume.without_last_slash("replace(replace(" ~ templates ~ ", '</', ''), '<', '')") }}
{%- endmacro %}
