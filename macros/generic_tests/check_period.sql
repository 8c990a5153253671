{% macro check_period(test, period, week_start_day) %}
    {#- An argument error where `period` is not a period, or `week_start_day` not a weekday. -#}
    {% do api_call_volume.check_choice(test, 'period', period, ['day', 'week', 'month', 'quarter', 'year']) %}
    {% if week_start_day is not none %}
        {% do api_call_volume.check_choice(test, 'week_start_day', week_start_day, api_call_volume.weekdays()) %}
    {% endif %}
{% endmacro %}
