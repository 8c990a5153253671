{% materialization replace_whole, adapter='spark' %}
    {#-
        What the incremental strategy `replace_whole` is elsewhere (see get_incremental_replace_whole_sql),
        for tables of files, from which no single row can be deleted: the partitions that hold rows of the
        replaced keys are overwritten, with the new rows and those of all other keys in them. A partition
        that has no rows any more is dropped. dbt-spark knows no strategies but its own: hence a
        materialization.
    -#}
    {%- set standing = load_relation(this) -%}
    {%- set partitions = api_call_volume.partition_columns() -%}
    {{ run_hooks(pre_hooks) }}

    {%- if api_call_volume.adds_to_standing_table() -%}
        {%- set new_rows = this.incorporate(path={'identifier': this.identifier ~ '__dbt_tmp'}, type='table') -%}
        {%- do adapter.drop_relation(new_rows) -%}
        {%- call statement('new_rows') -%}
            {{ api_call_volume.create_partitioned_table(new_rows, compiled_code, partitions, []) }}
        {%- endcall -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, standing) -%}
        {%- do api_call_volume.overwrite_partitions(standing, new_rows, partitions.keys() | list) -%}
        {%- do adapter.drop_relation(new_rows) -%}
        {#- What the run tells of as the model's result. -#}
        {%- call noop_statement('main', 'OK') -%}{%- endcall -%}
    {%- else -%}
        {%- if standing is not none -%}
            {%- do adapter.drop_relation(standing) -%}
        {%- endif -%}
        {%- call statement('main') -%}
            {{ api_call_volume.create_partitioned_table(this, compiled_code, partitions, partitions.keys() | list) }}
        {%- endcall -%}
    {%- endif -%}

    {%- do apply_grants(this, config.get('grants'), should_revoke(standing, should_full_refresh())) -%}
    {%- do persist_docs(this, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [this]}) }}
{% endmaterialization %}
