{% macro is_built_later(declaration) %}
    {#- Whether this run builds the relation of a declaration (see declared_relation): its columns may be others by then. -#}
    {% set built_names = '.' ~ selected_resources | join('.') ~ '.' %}
    {{ return((declaration.ref or false) and ('.' ~ (declaration.ref | string).split('.')[-1] ~ '.') in built_names) }}
{% endmacro %}
