{% macro may_be_streams(text) %}
    {#- A predicate over a JSON text: it begins as Loki's streams do (see opened_streams). -#}
    {%- set beginning = 'substr(' ~ text ~ ', 1, 200)' -%}
    (
        {{ beginning }} like '%"streams"%' or {{ beginning }} like '%"stream":{{ '{' }}%' or {{ beginning }} like '%"stream": {{ '{' }}%'
    )
{%- endmacro %}
