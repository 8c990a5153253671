{% macro has_commits(file_format) %}
    {#- Whether a change of a Spark table with this format is one commit: all of it is seen, or none. -#}
    {{ return(file_format in ['delta', 'iceberg']) }}
{% endmacro %}
