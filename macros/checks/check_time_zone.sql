{% macro check_time_zone() %}
    {#- A settings error where the warehouse does not know the reporting time zone, or that of a source's load times. -#}
    {% set time_zones = {api_call_volume.reporting_timezone() | string: 'reporting_timezone'} %}
    {% for source in api_call_volume.api_call_sources() if source.loaded_at_time_zone is not none %}
        {% do time_zones.setdefault(source.loaded_at_time_zone | string, source.setting ~ '.loaded_at_time_zone') %}
    {% endfor %}
    {% for time_zone, setting in time_zones.items() %}
        {% if execute and not (
            modules.re.match('^[A-Za-z0-9_+/-]+$', time_zone) and api_call_volume.time_zone_exists(time_zone)
        ) %}
            {% do api_call_volume.settings_error(
                setting,
                '`' ~ time_zone ~ '` is not a time zone that ' ~ target.type ~ ' knows.',
                'an IANA name such as `UTC`, `Europe/Berlin` or `America/New_York`.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
