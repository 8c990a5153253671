{% macro report_json(data) %}
    {#-
        Data as JSON that may stand inside a script element of HTML: no character of it can end the element, begin a comment
        or an entity, or end a line of a script.
    -#}
    {{ return(
        tojson(data)
        | replace('<', '\\u003c') | replace('>', '\\u003e') | replace('&', '\\u0026')
        | replace('\u2028', '\\u2028') | replace('\u2029', '\\u2029')
    ) }}
{% endmacro %}
