{% macro is_known_relation(relation) %}
    {#-
        Whether the warehouse knows a relation: false while dbt parses, before the relation exists, and for the rows of a
        unit test. Files that DuckDB reads for a source (external_location) are known.
    -#}
    {{ return(execute and relation.schema is not none and (relation.external or load_relation(relation) is not none)) }}
{% endmacro %}
