{% macro rename_source_sql(relation, name, new_name) %}
    {#- The statement that gives the rows of a source their new name in a table; an error where the warehouse has none. -#}
    {{ return(adapter.dispatch('rename_source_sql', 'api_call_volume')(relation, name, new_name)) }}
{% endmacro %}

{% macro default__rename_source_sql(relation, name, new_name) %}
    update {{ relation }}
    set source_name = '{{ new_name }}'
    where source_name = '{{ name }}'
{% endmacro %}

{#- Spark can update tables of Iceberg and Delta, and not its tables of plain files. -#}
{% macro spark__rename_source_sql(relation, name, new_name) %}
    {% if api_call_volume.has_commits(api_call_volume.stored_format(relation)) %}
        {{ return(api_call_volume.default__rename_source_sql(relation, name, new_name)) }}
    {% endif %}
    {% do api_call_volume.settings_error(
        'api_call_sources', 'source `' ~ name ~ '` is renamed to `' ~ new_name ~ '`, and Spark can not update tables of plain files.',
        'the old name. The name of the raw table may be another one.'
    ) %}
{% endmacro %}

{#- Delta tables can be updated. -#}
{% macro databricks__rename_source_sql(relation, name, new_name) %}
    {{ return(api_call_volume.default__rename_source_sql(relation, name, new_name)) }}
{% endmacro %}

{#- ClickHouse can't update columns that its table is sorted by. -#}
{% macro clickhouse__rename_source_sql(relation, name, new_name) %}
    {% do api_call_volume.settings_error(
        'api_call_sources',
        'source `' ~ name ~ '` is renamed to `' ~ new_name ~ '`, and ClickHouse can not update the columns that its tables are sorted by.',
        'the old name. The name of the raw table may be another one.'
    ) %}
{% endmacro %}
