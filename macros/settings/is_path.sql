{% macro is_path(text) %}
    {#- Whether a setting has the form of a path from a column to a key of the JSON in it: `payload.message`. -#}
    {{ return(modules.re.match('^[A-Za-z0-9_@-]+([.][A-Za-z0-9_@-]+)+$', text) is not none) }}
{% endmacro %}
