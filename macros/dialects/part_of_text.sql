{% macro part_of_text(text, delimiter, number) %}
    {#- The part of a text between two delimiters (a SQL literal). Parts are numbered from 1. -#}
    {{ return(adapter.dispatch('part_of_text', 'api_call_volume')(text, delimiter, number)) }}
{% endmacro %}

{% macro default__part_of_text(text, delimiter, number) %}
    {{ return(dbt.split_part(text, delimiter, number)) }}
{% endmacro %}

{#- dbt-spark's split_part makes a pattern of the delimiter, in a literal whose end dbt can't find in a unit test. -#}
{% macro spark__part_of_text(text, delimiter, number) %}
    {{ return('split_part(' ~ text ~ ', ' ~ delimiter ~ ', ' ~ number ~ ')') }}
{% endmacro %}

{#- An array can't be null there, and its element is not, whatever the text is. -#}
{% macro clickhouse__part_of_text(text, delimiter, number) %}
    {{ return('if(' ~ text ~ ' is null, null, splitByString(' ~ delimiter ~ ', ifNull(' ~ text ~ ", ''))[" ~ number ~ '])') }}
{% endmacro %}
