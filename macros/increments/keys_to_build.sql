{% macro keys_to_build(due, existing, keys, what) %}
    {#- Runs version_differences_query: a list of (key values..., version), ordered by key; `what` names the keys in the log. -#}
    {%- set query -%}
        {{ api_call_volume.version_differences_query(due, existing, keys) }}
        order by {% for key in keys %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    {%- endset -%}
    {{ return(api_call_volume.fetch_rows(query, what)) }}
{% endmacro %}
