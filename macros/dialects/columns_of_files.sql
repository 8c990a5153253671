{% macro columns_of_files(relation) %}
    {#-
        The columns of the files that dbt-duckdb reads for a source with an `external_location`, as name -> data type; none
        for any other relation. The relation is a path or a function such as read_csv, of which no catalog knows.
    -#}
    {% set columns = {} %}
    {% if relation.external %}
        {% for row in run_query('describe select * from ' ~ relation.external).rows %}
            {% do columns.update({row['column_name']: row['column_type']}) %}
        {% endfor %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
