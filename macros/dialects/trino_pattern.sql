{% macro trino_pattern(pattern) %}
    {#- A regular expression for Trino, where `$` would also match before a line end that ends the text. -#}
    {{ return(modules.re.sub('[$](?=$|[|)])', '\\\\z', pattern)) }}
{% endmacro %}
