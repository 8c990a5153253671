{% macro matches_wildcard(text, pattern) %}
    {#- A predicate: a text is as a pattern says, in which `*` stands for anything and all else for itself. -#}
    {{ return(adapter.dispatch('matches_wildcard', 'api_call_volume')(text, pattern)) }}
{% endmacro %}

{% macro default__matches_wildcard(text, pattern) %}
    {%- set escaped = 'replace(replace(replace(' ~ pattern ~ ", '~', '~~'), '_', '~_'), '%', '~%')" -%}
    {{ return(text ~ ' like replace(' ~ escaped ~ ", '*', '%') escape '~'") }}
{% endmacro %}

{#- There is no `escape`, and `like` takes a backslash before what stands for itself; a literal writes one as two. -#}
{% macro bigquery__matches_wildcard(text, pattern) %}
    {%- set escaped %}replace(replace(replace({{ pattern }}, '\\', '\\\\'), '_', '\\_'), '%', '\\%'){% endset -%}
    {{ return(text ~ ' like replace(' ~ escaped ~ ", '*', '%')") }}
{% endmacro %}
