{% macro drop_with_files(relation) %}
    {#-
        Drops a table that a run has made for itself, if it exists, with its files: on Spark, Iceberg's catalog keeps those of a
        table that is only dropped.
    -#}
    {{ return(adapter.dispatch('drop_with_files', 'api_call_volume')(relation)) }}
{% endmacro %}

{% macro default__drop_with_files(relation) %}
    {%- do adapter.drop_relation(relation) -%}
{% endmacro %}

{% macro spark__drop_with_files(relation) %}
    {%- call statement('drop_with_files') -%}
        drop table if exists {{ relation }} purge
    {%- endcall -%}
{% endmacro %}
