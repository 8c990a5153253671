{% macro known_week_start(week_start_day=none) %}
    {#- A date before 1900 on which a week starts: 1899-12-25 was a Monday. -#}
    {% set weekdays = api_call_volume.weekdays() %}
    {{ return('1899-12-' ~ (25 + weekdays.index(week_start_day or api_call_volume.week_start_day()))) }}
{% endmacro %}
