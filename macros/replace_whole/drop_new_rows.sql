{% macro drop_new_rows(new_rows) %}
    {#- Drops the temporary Spark table of a run's new rows, with its files: Iceberg keeps those of a table that is only dropped. -#}
    {%- call statement('drop_new_rows') -%}
        drop table if exists {{ new_rows }} {{ 'purge' if api_call_volume.has_commits(config.get('file_format')) }}
    {%- endcall -%}
{% endmacro %}
