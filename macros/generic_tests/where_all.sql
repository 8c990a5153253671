{% macro where_all(predicates) %}
    {#- A where clause of those of the predicates that are given; nothing where none is. -#}
    {% set given = predicates | select | list %}
    {{ return('where (' ~ given | join(') and (') ~ ')' if given else '') }}
{% endmacro %}
