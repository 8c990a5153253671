{% macro part_of_text(text, delimiter, number) %}
    {#- The part of a text between two delimiters (a SQL literal); the first part is number 1. -#}
    {{ return(adapter.dispatch('part_of_text', 'api_call_volume')(text, delimiter, number)) }}
{% endmacro %}

{% macro default__part_of_text(text, delimiter, number) %}
    {{ return(dbt.split_part(text, delimiter, number)) }}
{% endmacro %}

{#- The one of dbt-spark makes a pattern of the delimiter, with a literal that dbt can't find the end of in a unit test. -#}
{% macro spark__part_of_text(text, delimiter, number) %}
    {{ return('split_part(' ~ text ~ ', ' ~ delimiter ~ ', ' ~ number ~ ')') }}
{% endmacro %}
