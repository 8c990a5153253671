{% macro health_range_weeks() %}
    {#- How many weeks before the judged one an account's own range is made of: three quarters of a year. -#}
    {{ return(39) }}
{% endmacro %}
