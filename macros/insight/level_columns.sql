{% macro level_columns() %}
    {#- The columns of int_weekly_changes that say how far the calls of the last days were from what they were before. -#}
    {{ return(['lowest_7d', 'highest_7d', 'size_7d', 'lowest_14d', 'highest_14d', 'size_14d']) }}
{% endmacro %}
