{% macro keys_to_build(due, existing, keys, what) %}
    {#- The rows of version_differences, as lists (key values…, version), in the order of their keys. -#}
    {%- set query -%}
        {{ api_call_volume.version_differences_query(due, existing, keys) }}
        order by {% for key in keys %}{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    {%- endset -%}
    {{ return(api_call_volume.fetch_rows(query, what)) }}
{% endmacro %}
