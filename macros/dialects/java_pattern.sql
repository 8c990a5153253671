{% macro java_pattern(pattern) %}
    {#-
        A regular expression as the content of a SQL literal for Spark, which uses Java's engine: only \\n ends a
        line, `$` matches nothing but the end of the text, and a backslash is written twice.
    -#}
    {{ return(
        '(?d)' ~ (modules.re.sub('[$](?=$|[|)])', '\\\\z', pattern) | replace('\\', '\\\\'))
    ) }}
{% endmacro %}
