{% macro expression_types(relation, expressions) %}
    {#-
        The data type, as the warehouse names it, of each expression (name -> SQL) over a relation.
        Nothing while dbt parses, and where the relation does not exist yet.
    -#}
    {% set types = {} %}
    {% if expressions and api_call_volume.is_known_relation(relation) %}
        {% set query %}
            select
                {%- for name, expression in expressions.items() %}
                {{ expression }} as {{ name }}{{ ',' if not loop.last }}
                {%- endfor %}
            from {{ relation }} as raw_calls
            where 1 = 0
        {% endset %}
        {% for column in adapter.get_column_schema_from_query(query) %}
            {% do types.update({column.name | lower: column.data_type | lower | replace('_type', '')}) %}
        {% endfor %}
    {% endif %}
    {{ return(types) }}
{% endmacro %}
