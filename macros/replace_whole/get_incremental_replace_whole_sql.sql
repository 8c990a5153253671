{% macro get_incremental_replace_whole_sql(arguments) %}
    {#-
        The incremental strategy `replace_whole`: every key (a day, an load date, a call) that the new
        rows have is replaced whole, its old rows removed and its new ones put in their place, in one
        transaction. `unique_key` is that key, not the grain. A key that has no rows any more comes as one
        row for which `meta.rows_where` does not hold: its old rows go and nothing takes their place.
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

{#- Where each statement is a transaction of its own, both are one statement. -#}
{% macro snowflake__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro bigquery__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro databricks__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}

{% macro trino__get_incremental_replace_whole_sql(arguments) %}
    {{ return(api_call_volume.replace_whole_merge_sql(arguments)) }}
{% endmacro %}
