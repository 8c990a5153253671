{% macro trim_end(expression, character) %}
    {#- A text without the given character, however often, at its end. -#}
    {{ return(adapter.dispatch('trim_end', 'api_call_volume')(expression, character)) }}
{% endmacro %}

{% macro default__trim_end(expression, character) %}
    {{ return('rtrim(' ~ expression ~ ", '" ~ character ~ "')") }}
{% endmacro %}

{#- Its rtrim takes the two the other way round. -#}
{% macro spark__trim_end(expression, character) %}
    {{ return("trim(trailing '" ~ character ~ "' from " ~ expression ~ ')') }}
{% endmacro %}

{#- Its rtrim takes no second text. -#}
{% macro trino__trim_end(expression, character) %}
    {{ return("trim(trailing '" ~ character ~ "' from " ~ expression ~ ')') }}
{% endmacro %}
