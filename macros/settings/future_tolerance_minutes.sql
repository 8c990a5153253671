{% macro future_tolerance_minutes() %}
    {#- How many minutes a time may lie in the future, since clocks differ, before it counts as implausible. -#}
    {{ return(var('future_tolerance_minutes', 60)) }}
{% endmacro %}
