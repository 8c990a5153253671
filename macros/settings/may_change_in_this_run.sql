{% macro may_change_in_this_run(declaration) %}
    {#- Whether this run builds the table that a setting names, before the models that read it. -#}
    {% for resource in selected_resources if declaration.get('ref') %}
        {% if '.' ~ (declaration.ref | string).split('.')[-1] ~ '.' in resource ~ '.' %}
            {{ return(true) }}
        {% endif %}
    {% endfor %}
    {{ return(false) }}
{% endmacro %}
