{% macro merge_new_rows(target_relation, new_rows) %}
    {#- Replaces the due keys of a table by the rows of the table `new_rows`, in one merge, which is the model's main statement. -#}
    {%- call statement('main') -%}
        {{ api_call_volume.get_incremental_replace_whole_sql({
            'target_relation': target_relation,
            'temp_relation': new_rows,
            'unique_key': config.get('unique_key'),
            'dest_columns': adapter.get_columns_in_relation(new_rows),
        }) }}
    {%- endcall -%}
{% endmacro %}
