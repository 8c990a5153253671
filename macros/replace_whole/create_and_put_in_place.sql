{% macro create_and_put_in_place(next, existing) %}
    {#- Builds the model's ClickHouse table under the name `next`, and puts it in place when it is finished. -#}
    {%- call statement('create_next') -%}
        {{ api_call_volume.create_merge_tree_sql(next, compiled_code) }}
    {%- endcall -%}
    {%- call statement('main') -%}
        {{ api_call_volume.insert_into_merge_tree_sql(next, compiled_code) }}
    {%- endcall -%}
    {%- do api_call_volume.put_in_place(next, existing) -%}
{% endmacro %}
