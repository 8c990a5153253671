{% macro drop_with_files(relation) %}
    {#-
        Drops a Spark table that a run has made for itself, if it exists, with its files: Iceberg keeps those of a table
        that is only dropped.
    -#}
    {%- call statement('drop_with_files') -%}
        drop table if exists {{ relation }} {{ 'purge' if api_call_volume.has_commits(config.get('file_format')) }}
    {%- endcall -%}
{% endmacro %}
