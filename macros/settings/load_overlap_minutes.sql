{% macro load_overlap_minutes() %}
    {#-
        How long before a source's latest load time rows may still be committed: what bears an load_date
        time older than that, and was not there before, is not looked for.
    -#}
    {{ return(var('load_overlap_minutes', 1440)) }}
{% endmacro %}
