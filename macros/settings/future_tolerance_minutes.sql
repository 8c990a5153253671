{% macro future_tolerance_minutes() %}
    {#- How many minutes a clock may be ahead of the warehouse's before its times count as implausible. -#}
    {{ return(var('future_tolerance_minutes', 60)) }}
{% endmacro %}
