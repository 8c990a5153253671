{% macro check_time_zone() %}
    {#- A settings error where the warehouse does not know the reporting time zone. -#}
    {% set time_zone = api_call_volume.reporting_timezone() | string %}
    {% if execute and not (
        modules.re.match('^[A-Za-z0-9_+/-]+$', time_zone) and api_call_volume.time_zone_exists(time_zone)
    ) %}
        {% do api_call_volume.settings_error(
            'reporting_timezone',
            '`' ~ time_zone ~ '` is not a time zone that ' ~ target.type ~ ' knows.',
            'an IANA name such as `UTC`, `Europe/Berlin` or `America/New_York`.'
        ) %}
    {% endif %}
{% endmacro %}
