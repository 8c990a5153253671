{% macro future_tolerance_minutes() %}
    {#- How far, in minutes, a clock may be ahead of ours before its times are not believed. -#}
    {{ return(var('future_tolerance_minutes', 60)) }}
{% endmacro %}
