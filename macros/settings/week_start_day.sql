{% macro week_start_day() %}
    {#- The weekday on which weeks start, in lower case. -#}
    {% set weekday = var('week_start_day', 'monday') | string | lower %}
    {% if weekday not in api_call_volume.weekdays() %}
        {% do api_call_volume.settings_error(
            'week_start_day', '`' ~ weekday ~ '` is not a weekday.', api_call_volume.one_of(api_call_volume.weekdays(), weekday) ~ '.'
        ) %}
    {% endif %}
    {{ return(weekday) }}
{% endmacro %}
