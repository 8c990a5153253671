{% macro account_levels() %}
    {#- How many levels below its top an account may be: a power of 2. docs/decisions/0025-account-trees.md has the reason. -#}
    {{ return(32) }}
{% endmacro %}
