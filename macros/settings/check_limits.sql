{% macro check_limits() %}
    {#- A settings error where a limit in minutes or days is not a whole number, or a date is not a date. -#}
    {% for setting in ['future_tolerance_minutes', 'load_overlap_minutes', 'deduplication_window_days', 'raw_retention_days'] %}
        {% set value = var(setting, none) %}
        {% if value is not none and (value is not integer or value is boolean or value < 0) %}
            {% do api_call_volume.settings_error(
                setting, '`' ~ value ~ '` is not a whole number of ' ~ setting.split('_')[-1] ~ '.', 'a whole number, 0 or more, or nothing for the default.'
            ) %}
        {% endif %}
    {% endfor %}
    {% for setting in ['first_call_date', 'reprocess_from', 'reprocess_to'] %}
        {% set value = var(setting, none) %}
        {% if value is not none and not modules.re.match('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$', value | string) %}
            {% do api_call_volume.settings_error(setting, '`' ~ value ~ '` is not a date.', 'a date as YYYY-MM-DD.') %}
        {% endif %}
    {% endfor %}
{% endmacro %}
