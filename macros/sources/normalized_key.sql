{% macro normalized_key(key) %}
    {#- A key of a record, or the name of a column, in lower case and without punctuation: columns are matched to keys by it. -#}
    {{ return(modules.re.sub('[^a-z0-9]', '', key | lower)) }}
{% endmacro %}
