{% materialization replace_whole, adapter='bigquery' %}
    {#- What the incremental strategy `replace_whole` is elsewhere: dbt-bigquery refuses strategies but its own. -#}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set standing = load_relation(this) -%}
    {%- set partition_by = adapter.parse_partition_by(config.get('partition_by', none)) -%}
    {{ run_hooks(pre_hooks) }}

    {%- if api_call_volume.adds_to_standing_table() -%}
        {%- set new_rows = make_temp_relation(target_relation) -%}
        {%- call statement('new_rows') -%}
            {{ bq_create_table_as(partition_by, true, new_rows, compiled_code) }}
        {%- endcall -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, standing) -%}
        {%- call statement('main') -%}
            {{ api_call_volume.get_incremental_replace_whole_sql({
                'target_relation': target_relation,
                'temp_relation': new_rows,
                'unique_key': config.get('unique_key'),
                'dest_columns': adapter.get_columns_in_relation(new_rows),
            }) }}
        {%- endcall -%}
        {%- do adapter.drop_relation(new_rows) -%}
    {%- else -%}
        {%- if standing is not none
            and (standing.is_view or not adapter.is_replaceable(standing, partition_by, config.get('cluster_by', none))) -%}
            {%- do adapter.drop_relation(standing) -%}
        {%- endif -%}
        {%- call statement('main') -%}
            {{ bq_create_table_as(partition_by, false, target_relation, compiled_code) }}
        {%- endcall -%}
    {%- endif -%}

    {{ run_hooks(post_hooks) }}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(standing, should_full_refresh())) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}
