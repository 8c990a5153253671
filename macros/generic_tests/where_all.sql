{% macro where_all(predicates) %}
    {#- A where clause with all predicates that are not none; empty if there are none. -#}
    {% set present = predicates | select | list %}
    {{ return('where (' ~ present | join(') and (') ~ ')' if present else '') }}
{% endmacro %}
