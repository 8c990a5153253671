{% macro notification_window_days() %}
    {#- How many days after its delivery an action on a notification still counts. -#}
    {{ return(var('notification_window_days', 7)) }}
{% endmacro %}
