{% macro create_and_put_in_place(next, existing, asked) %}
    {#- Builds the model's ClickHouse table under the name `next`, and puts it in place when it is finished. -#}
    {%- set in_steps = asked or api_call_volume.in_steps(compiled_code) -%}
    {%- call statement('create_next') -%}
        {{ api_call_volume.create_merge_tree_sql(next, in_steps.query) }}
    {%- endcall -%}
    {%- call statement('main') -%}
        {{ api_call_volume.insert_into_merge_tree_sql(next, in_steps.query) }}
    {%- endcall -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
    {%- do api_call_volume.put_in_place(next, existing) -%}
{% endmacro %}
