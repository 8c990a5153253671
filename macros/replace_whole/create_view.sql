{% macro create_view(version) %}
    {#-
        Creates the model's view again: the adapter's materialization `view`. Where the view has a `version` (see
        view_version), its SQL says which.
    -#}
    {{ return(adapter.dispatch('create_view', 'api_call_volume')(version)) }}
{% endmacro %}

{% macro default__create_view(version) %}
    {{ return(dbt.materialization_view_default()) }}
{% endmacro %}

{#- One statement, where dbt's own takes four. A table in the view's place is left to dbt. -#}
{% macro duckdb__create_view(version) %}
    {%- set existing = load_relation(this) -%}
    {%- if version is none or (existing is not none and not existing.is_view) -%}
        {{ return(dbt.materialization_view_default()) }}
    {%- endif -%}
    {%- set view = this.incorporate(type='view') -%}
    {%- call statement('main') -%}
        {%- if config.get('contract').enforced -%}
            {{ get_assert_columns_equivalent(compiled_code) }}
        {%- endif %}
        create or replace view {{ view }} as (
            select *
            from (
                {{ compiled_code }}
            ) as model_rows
            where 'api_call_volume: version {{ version }}' is not null
        )
    {%- endcall -%}
    {%- do apply_grants(view, config.get('grants'), should_revoke(existing, true)) -%}
    {%- do persist_docs(view, model) -%}
    {{ run_hooks(post_hooks) }}
    {%- do adapter.commit() -%}
    {{ run_hooks(post_hooks, inside_transaction=false) }}
    {{ return({'relations': [view]}) }}
{% endmacro %}

{% macro snowflake__create_view(version) %}
    {{ return(dbt.materialization_view_snowflake()) }}
{% endmacro %}

{% macro bigquery__create_view(version) %}
    {{ return(dbt.materialization_view_bigquery()) }}
{% endmacro %}

{% macro redshift__create_view(version) %}
    {{ return(dbt.materialization_view_redshift()) }}
{% endmacro %}

{% macro databricks__create_view(version) %}
    {{ return(dbt.materialization_view_databricks()) }}
{% endmacro %}

{% macro spark__create_view(version) %}
    {{ return(dbt.materialization_view_spark()) }}
{% endmacro %}

{% macro trino__create_view(version) %}
    {{ return(dbt.materialization_view_trino()) }}
{% endmacro %}

{#- The view has the settings that its SQL is written for, since each reader has settings of their own. -#}
{% macro clickhouse__create_view(version) %}
    {%- set existing = load_relation(this) -%}
    {%- set view = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks) }}
    {%- if existing is not none and not existing.is_view -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        create or replace view {{ view }} as
        select *
        from (
            {{ api_call_volume.clickhouse_sql(compiled_code) }}
        ) as model_rows
        {{ api_call_volume.clickhouse_settings_sql() }}
    {%- endcall -%}
    {%- do apply_grants(view, config.get('grants'), should_revoke(existing, true)) -%}
    {%- do persist_docs(view, model) -%}
    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [view]}) }}
{% endmacro %}
