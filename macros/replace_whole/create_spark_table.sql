{% macro create_spark_table(existing, asked, partitions) %}
    {#-
        Builds the model's Spark table, with `partitions` (name -> SQL). A table of Iceberg or Delta replaces an existing one
        of the same format in one commit; another one is dropped first, with its files: Iceberg's catalog would keep them, and Spark
        refuses to create a table where there are files.
    -#}
    {%- set in_steps = asked or api_call_volume.in_steps(compiled_code) -%}
    {%- set file_format = config.get('file_format') -%}
    {%- if existing is not none and existing.type != 'table' -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- elif existing is not none
        and not (api_call_volume.has_commits(file_format) and api_call_volume.stored_format(existing) == file_format) -%}
        {%- do api_call_volume.drop_with_files(existing) -%}
    {%- endif -%}
    {%- call statement('main') -%}
        {{ api_call_volume.create_partitioned_table_sql(this, in_steps.query, partitions, partitions.keys() | list) }}
    {%- endcall -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
{% endmacro %}
