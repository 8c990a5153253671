{% macro declared_relation(declaration) %}
    {#-
        The relation that a setting names: {source: source_name.table_name} or {ref: model_name}
        ({ref: package.model_name} for a model of another package). Called from a model it is part of
        the lineage.
    -#}
    {% if declaration.get('source') %}
        {% set source_name, table_name = (declaration.source | string).split('.') %}
        {{ return(source(source_name, table_name)) }}
    {% else %}
        {{ return(ref(*(declaration.ref | string).split('.'))) }}
    {% endif %}
{% endmacro %}
