{% macro notification_window_days() %}
    {#- For how many days after its delivery an action on a notification counts. Checked here, since dbt's parser already adds days to it. -#}
    {% do api_call_volume.check_whole_number('notification_window_days') %}
    {{ return(var('notification_window_days', 7)) }}
{% endmacro %}
