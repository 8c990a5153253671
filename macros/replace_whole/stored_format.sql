{% macro stored_format(relation) %}
    {#-
        The format of an existing Spark table, which may be another one than is configured by now; none of a view. dbt-spark does not
        know the Iceberg tables of a Hive metastore.
    -#}
    {%- set found = [] -%}
    {%- for row in run_query('describe table extended ' ~ relation).rows if row[0] == 'Provider' -%}
        {%- do found.append(row[1] | lower) -%}
    {%- endfor -%}
    {{ return(found[0] if found and relation.type == 'table' else none) }}
{% endmacro %}
