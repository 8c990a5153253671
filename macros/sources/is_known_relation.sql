{% macro is_known_relation(relation) %}
    {#- Whether the warehouse can be asked about a relation: not while dbt parses, not before it exists, not for a unit test's rows. -#}
    {{ return(execute and relation.schema is not none and load_relation(relation) is not none) }}
{% endmacro %}
