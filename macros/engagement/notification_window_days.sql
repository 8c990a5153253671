{% macro notification_window_days() %}
    {#- How many days after its delivery an action on a notification still counts. Days are added to it while dbt parses. -#}
    {% do api_call_volume.check_whole_number('notification_window_days') %}
    {{ return(var('notification_window_days', 7)) }}
{% endmacro %}
