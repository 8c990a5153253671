{% macro week_start_day() %}
    {#- The weekday on which weeks start, in lower case. -#}
    {% set weekday = var('week_start_day', 'monday') | string | lower %}
    {% if weekday not in api_call_volume.weekdays() %}
        {% do api_call_volume.settings_error(
            'week_start_day', '`' ~ weekday ~ '` is not a weekday.', 'one of ' ~ api_call_volume.weekdays() | join(', ') ~ '.'
        ) %}
    {% endif %}
    {{ return(weekday) }}
{% endmacro %}
