{% macro relation_as(relation, alias) %}
    {#-
        A relation under an alias, for `from` and `join`. In a run with `--empty` or `--sample`, dbt writes a relation as a
        subquery, on most warehouses with an alias of its own.
    -#}
    {% set rendered = relation | string %}
    {{ return(('(select * from ' ~ rendered ~ ')' if rendered.startswith('(') else rendered) ~ ' as ' ~ alias) }}
{% endmacro %}
