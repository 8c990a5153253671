{% macro check_whole_number(setting) %}
    {#- A settings error where a setting is not a whole number, 0 or more, of the unit that its name ends with. -#}
    {% set value = var(setting, none) %}
    {% if value is not none and (value is not integer or value is boolean or value < 0) %}
        {% do api_call_volume.settings_error(
            setting, '`' ~ value ~ '` is not a whole number of ' ~ setting.split('_')[-1] ~ '.', 'a whole number, 0 or more, or nothing for the default.'
        ) %}
    {% endif %}
{% endmacro %}
