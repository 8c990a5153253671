{% macro trim_end(expression, character) %}
    {#- A text without any number of `character` at its end. -#}
    {{ return(adapter.dispatch('trim_end', 'api_call_volume')(expression, character)) }}
{% endmacro %}

{% macro default__trim_end(expression, character) %}
    {{ return('rtrim(' ~ expression ~ ", '" ~ character ~ "')") }}
{% endmacro %}

{#- Spark's rtrim takes its arguments the other way round. -#}
{% macro spark__trim_end(expression, character) %}
    {{ return("trim(trailing '" ~ character ~ "' from " ~ expression ~ ')') }}
{% endmacro %}

{#- Trino's rtrim takes one argument only. -#}
{% macro trino__trim_end(expression, character) %}
    {{ return("trim(trailing '" ~ character ~ "' from " ~ expression ~ ')') }}
{% endmacro %}
