{% macro without_last_slash(expression) %}
    {#- A text that ends with one slash, without it. An empty text stays empty. -#}
    {{ return(adapter.dispatch('without_last_slash', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__without_last_slash(expression) %}
    {{ return(api_call_volume.trim_end(expression, '/')) }}
{% endmacro %}

{#- rtrim looks at each character of a text. -#}
{% macro duckdb__without_last_slash(expression) %}
    {{ return('left(' ~ expression ~ ', -1)') }}
{% endmacro %}
