{% macro name_of_key(key) %}
    {#- A key of a record, or a column of a raw table, by which the two are matched: lower case, without punctuation. -#}
    {{ return(modules.re.sub('[^a-z0-9]', '', key | lower)) }}
{% endmacro %}
