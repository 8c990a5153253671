{% macro get_incremental_replace_whole_sql(arguments) %}
    {#-
        The incremental strategy `replace_whole`: every key (a day, a load date, a call) of the new rows is replaced
        as a whole. Its existing rows are deleted and the new ones inserted, in one transaction. `unique_key` is that
        key, not the grain. A key that has no rows any more is one new row for which `meta.rows_where` is false: its
        existing rows are deleted, and nothing is inserted.
    -#}
    {{ return(adapter.dispatch('get_incremental_replace_whole_sql', 'api_call_volume')(arguments)) }}
{% endmacro %}

{% macro default__get_incremental_replace_whole_sql(arguments) %}
    {%- set keys = arguments.unique_key if arguments.unique_key is not string else [arguments.unique_key] -%}
    {%- set columns = arguments.dest_columns | map(attribute='quoted') | join(', ') -%}
    {{ api_call_volume.lock_table_sql(arguments.target_relation) }}
    delete from {{ arguments.target_relation }}
    where ({{ keys | join(', ') }}) in (select {{ keys | join(', ') }} from {{ arguments.temp_relation }});

    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }}
    from {{ arguments.temp_relation }}
    where {{ config.get('meta').rows_where }}
{% endmacro %}

{#- One statement for both, where each statement is a transaction of its own. -#}
{% macro snowflake__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro bigquery__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro databricks__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{#- For tables of Iceberg and Delta: see replace_rows. -#}
{% macro spark__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro trino__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}
