{% macro present_value(expressions, absent) %}
    {#- The first of the texts that is there; `absent`, if given, is what the log writes for one that is not. -#}
    {%- set value = 'coalesce(' ~ expressions | join(', ') ~ ')' if expressions | length > 1 else expressions[0] -%}
    {{ return("nullif(" ~ value ~ ", '" ~ absent ~ "')" if absent else value) }}
{% endmacro %}
