{% macro check_time_zone() %}
    {#- A settings error where the warehouse does not know the reporting time zone, or that of a source's load times. -#}
    {% set time_zones = {api_call_volume.reporting_timezone() | string: 'reporting_timezone'} %}
    {% for source in api_call_volume.api_call_sources() if source.loaded_at_time_zone is not none %}
        {% do time_zones.setdefault(source.loaded_at_time_zone | string, source.setting ~ '.loaded_at_time_zone') %}
    {% endfor %}
    {% set known = api_call_volume.known_time_zones(time_zones.keys() | list) if execute else time_zones %}
    {% for time_zone, setting in time_zones.items() if time_zone not in known %}
        {% do api_call_volume.settings_error(
            setting,
            '`' ~ time_zone ~ '` is not a time zone that ' ~ target.type ~ ' knows.',
            'an IANA name such as `UTC`, `Europe/Berlin` or `America/New_York`.'
        ) %}
    {% endfor %}
{% endmacro %}
