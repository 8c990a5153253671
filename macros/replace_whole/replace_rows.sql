{% macro replace_rows(asked) %}
    {#-
        Replaces the keys of the model's new rows, or creates its table. This is the adapter's materialization
        `incremental` with the strategy `replace_whole`, where the adapter accepts strategies that are not its own.
        `asked` is the model's SQL from asked_in_steps, or none.
    -#}
    {{ return(adapter.dispatch('replace_rows', 'api_call_volume')(asked)) }}
{% endmacro %}

{% macro default__replace_rows(asked) %}
    {{ return(dbt.materialization_incremental_default()) }}
{% endmacro %}

{% macro duckdb__replace_rows(asked) %}
    {{ return(dbt.materialization_incremental_duckdb()) }}
{% endmacro %}

{% macro snowflake__replace_rows(asked) %}
    {{ return(dbt.materialization_incremental_snowflake()) }}
{% endmacro %}

{% macro databricks__replace_rows(asked) %}
    {{ return(dbt.materialization_incremental_databricks()) }}
{% endmacro %}

{#- A merge, a new table and the replacement of a table are each one commit to an Iceberg table. -#}
{% macro trino__replace_rows(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set was_increment = api_call_volume.is_increment(locks=false) -%}
    {{ run_hooks(pre_hooks) }}

    {%- if was_increment -%}
        {%- set new_rows = api_call_volume.beside_this('__new_rows') -%}
        {%- do api_call_volume.create_trino_table(new_rows, asked, is_kept=false) -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, existing) -%}
        {%- do api_call_volume.merge_new_rows(target_relation, new_rows) -%}
        {%- do adapter.drop_relation(new_rows) -%}
    {%- else -%}
        {%- if existing is not none and existing.type != 'table' -%}
            {%- do adapter.drop_relation(existing) -%}
        {%- endif -%}
        {%- do api_call_volume.create_trino_table(target_relation, asked) -%}
    {%- endif -%}

    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, not was_increment)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#- dbt-bigquery accepts only its own strategies. -#}
{% macro bigquery__replace_rows(asked) %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set existing = load_relation(this) -%}
    {%- set partition_by = adapter.parse_partition_by(config.get('partition_by', none)) -%}
    {{ run_hooks(pre_hooks) }}

    {%- if api_call_volume.is_increment(locks=false) -%}
        {%- set new_rows = make_temp_relation(target_relation) -%}
        {%- call statement('new_rows') -%}
            {{ bq_create_table_as(partition_by, true, new_rows, compiled_code) }}
        {%- endcall -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, existing) -%}
        {%- do api_call_volume.merge_new_rows(target_relation, new_rows) -%}
        {%- do adapter.drop_relation(new_rows) -%}
    {%- else -%}
        {%- if existing is not none
            and (existing.is_view or not adapter.is_replaceable(existing, partition_by, config.get('cluster_by', none))) -%}
            {%- do adapter.drop_relation(existing) -%}
        {%- endif -%}
        {%- call statement('main') -%}
            {{ bq_create_table_as(partition_by, false, target_relation, compiled_code) }}
        {%- endcall -%}
    {%- endif -%}

    {{ run_hooks(post_hooks) }}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, should_full_refresh())) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{#-
    dbt-spark accepts only its own strategies. In a table of Iceberg or Delta, one merge replaces the keys, which is one
    commit: a run that is killed changes nothing. Single rows can't be deleted from a table of plain files: there, the
    partitions that have rows of the replaced keys are overwritten, with the new rows and those of the other keys. A
    partition that has no rows any more is dropped.
-#}
{% macro spark__replace_rows(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set partitions = api_call_volume.partition_columns() -%}
    {{ run_hooks(pre_hooks) }}

    {%- if api_call_volume.is_increment(locks=false) -%}
        {%- set new_rows = this.incorporate(path={'identifier': this.identifier ~ '__dbt_tmp'}, type='table') -%}
        {%- set in_steps = asked or api_call_volume.in_steps(compiled_code) -%}
        {%- do api_call_volume.drop_with_files(new_rows) -%}
        {%- call statement('new_rows') -%}
            {{ api_call_volume.create_partitioned_table_sql(new_rows, in_steps.query, partitions, []) }}
        {%- endcall -%}
        {%- do api_call_volume.drop_steps(in_steps.tables) -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, existing) -%}
        {%- if api_call_volume.has_commits(api_call_volume.stored_format(existing)) -%}
            {%- do api_call_volume.merge_new_rows(existing, new_rows) -%}
        {%- else -%}
            {%- do api_call_volume.overwrite_partitions(existing, new_rows, partitions.keys() | list) -%}
            {#- dbt reports the statement `main` as the model's result. -#}
            {%- call noop_statement('main', 'OK') -%}{%- endcall -%}
        {%- endif -%}
        {%- do api_call_volume.drop_with_files(new_rows) -%}
    {%- else -%}
        {%- do api_call_volume.create_spark_table(existing, asked, partitions) -%}
    {%- endif -%}

    {%- do apply_grants(this, config.get('grants'), should_revoke(existing, should_full_refresh())) -%}
    {%- do persist_docs(this, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [this]}) }}
{% endmacro %}

{#-
    A copy of the table takes the new rows and then changes places with it, in one step: readers see all of the replaced keys or
    none of them, and a run that is killed leaves the table as it was. The copy shares the table's files, so that a
    delete and an insert in it cost what they touch.
-#}
{% macro clickhouse__replace_rows(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set new_rows = api_call_volume.beside_this('__new_rows') -%}
    {%- set next = api_call_volume.beside_this('__next') -%}
    {%- set keys = config.get('unique_key') -%}
    {%- set keys = keys if keys is string else keys | join(', ') -%}
    {%- set was_increment = api_call_volume.is_increment(locks=false) -%}
    {{ run_hooks(pre_hooks) }}

    {%- if was_increment -%}
        {%- set in_steps = asked or api_call_volume.in_steps(compiled_code) -%}
        {%- call statement('create_new_rows') -%}
            {{ api_call_volume.create_merge_tree_sql(new_rows, in_steps.query, 'tuple()') }}
        {%- endcall -%}
        {%- call statement('new_rows') -%}
            {{ api_call_volume.insert_into_merge_tree_sql(new_rows, in_steps.query) }}
        {%- endcall -%}
        {%- do api_call_volume.drop_steps(in_steps.tables) -%}
        {%- do process_schema_changes(config.get('on_schema_change'), new_rows, existing) -%}
        {%- set before = api_call_volume.table_uuid(existing) -%}
        {%- call statement('copy') -%}
            create table {{ next }} clone as {{ existing }}
        {%- endcall -%}
        {%- call statement('replaced') -%}
            delete from {{ next }}
            where ({{ keys }}) in (select {{ keys }} from {{ new_rows }})
        {%- endcall -%}
        {%- call statement('main') -%}
            {{ api_call_volume.insert_into_merge_tree_sql(
                next, 'select * from ' ~ new_rows ~ ' where ' ~ config.get('meta').rows_where,
                adapter.get_columns_in_relation(new_rows) | map(attribute='quoted') | list
            ) }}
        {%- endcall -%}
        {%- do api_call_volume.put_in_place(next, existing, before) -%}
        {%- do adapter.drop_relation(new_rows) -%}
    {%- else -%}
        {%- do api_call_volume.create_and_put_in_place(next, existing, asked) -%}
    {%- endif -%}

    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, not was_increment)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}
