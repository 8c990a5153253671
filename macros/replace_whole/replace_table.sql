{% macro replace_table(asked) %}
    {#-
        Creates the model's table again: the adapter's materialization `table`. `asked` is the model's SQL from
        asked_in_steps, or none.
    -#}
    {{ return(adapter.dispatch('replace_table', 'api_call_volume')(asked)) }}
{% endmacro %}

{% macro default__replace_table(asked) %}
    {{ return(dbt.materialization_table_default()) }}
{% endmacro %}

{% macro duckdb__replace_table(asked) %}
    {{ return(dbt.materialization_table_duckdb()) }}
{% endmacro %}

{% macro snowflake__replace_table(asked) %}
    {{ return(dbt.materialization_table_snowflake()) }}
{% endmacro %}

{% macro bigquery__replace_table(asked) %}
    {{ return(dbt.materialization_table_bigquery()) }}
{% endmacro %}

{% macro redshift__replace_table(asked) %}
    {{ return(dbt.materialization_table_redshift()) }}
{% endmacro %}

{% macro databricks__replace_table(asked) %}
    {{ return(dbt.materialization_table_databricks()) }}
{% endmacro %}

{% macro spark__replace_table(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set partitions = {} -%}
    {%- set configured = config.get('partition_by') or [] -%}
    {%- set configured = [configured] if configured is string else configured -%}
    {%- for column in configured -%}
        {%- do partitions.update({column: column}) -%}
    {%- endfor -%}
    {{ run_hooks(pre_hooks) }}
    {%- do api_call_volume.create_spark_table(existing, asked, partitions) -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, true)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{% macro trino__replace_table(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing is not none and existing.type != 'table' -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- do api_call_volume.create_trino_table(target_relation, asked) -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, true)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}

{% macro clickhouse__replace_table(asked) %}
    {%- set existing = load_relation(this) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {{ run_hooks(pre_hooks) }}
    {%- do api_call_volume.create_and_put_in_place(api_call_volume.beside_this('__next'), existing, asked) -%}
    {%- do apply_grants(target_relation, config.get('grants'), should_revoke(existing, true)) -%}
    {%- do persist_docs(target_relation, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmacro %}
