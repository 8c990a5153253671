{% macro declared_relation(declaration) %}
    {#-
        The relation that a setting names: {source: source_name.table_name}, {ref: model_name}, or
        {ref: package.model_name} for a model of another package. In a model, it becomes part of the lineage.
    -#}
    {% if declaration.get('source') %}
        {% set source_name, table_name = (declaration.source | string).split('.') %}
        {{ return(source(source_name, table_name)) }}
    {% else %}
        {{ return(ref(*(declaration.ref | string).split('.'))) }}
    {% endif %}
{% endmacro %}
