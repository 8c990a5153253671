{% macro java_pattern(pattern) %}
    {#-
        A regular expression as the text of a SQL literal for Spark, whose engine is Java's: only \\n ends a
        line, `$` is the end of the text and nothing else, and a backslash is written as two.
    -#}
    {{ return(
        '(?d)' ~ (modules.re.sub('[$](?=$|[|)])', '\\\\z', pattern) | replace('\\', '\\\\'))
    ) }}
{% endmacro %}
