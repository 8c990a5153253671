{% macro matches_wildcard(text, pattern) %}
    {#- A predicate: a text matches a pattern in which `*` matches any characters, and every other character matches itself. -#}
    {{ return(adapter.dispatch('matches_wildcard', 'api_call_volume')(text, pattern)) }}
{% endmacro %}

{% macro default__matches_wildcard(text, pattern) %}
    {%- set escaped = 'replace(replace(replace(' ~ pattern ~ ", '~', '~~'), '_', '~_'), '%', '~%')" -%}
    {{ return(text ~ ' like replace(' ~ escaped ~ ", '*', '%') escape '~'") }}
{% endmacro %}

{#- BigQuery has no `escape`: in `like`, a backslash escapes the next character. In a literal it is written twice. -#}
{% macro bigquery__matches_wildcard(text, pattern) %}
    {%- set escaped %}replace(replace(replace({{ pattern }}, '\\', '\\\\'), '_', '\\_'), '%', '\\%'){% endset -%}
    {{ return(text ~ ' like replace(' ~ escaped ~ ", '*', '%')") }}
{% endmacro %}
