{% macro check_setting_names() %}
    {#-
        A settings error where a var is none of the package's: any that is given to the package by its name
        (`vars: api_call_volume:`), one whose name is spelled like one of ours among the vars for all packages and on the
        command line, and our settings under another package's name. The vars of a project are known from dbt 1; dbt 2
        shows a package the command line only.
    -#}
    {% set names = api_call_volume.setting_names() %}
    {% set given = {} %}
    {% if adapter.config is defined and adapter.config.vars is defined %}
        {% do given.update(adapter.config.vars.to_dict()) %}
    {% endif %}
    {% set on_the_command_line = invocation_args_dict.get('vars') %}
    {% do given.update(on_the_command_line if on_the_command_line is mapping else {}) %}
    {% for name, value in given.items() if name not in names %}
        {% if name == 'api_call_volume' and value is mapping %}
            {% for own in value if own not in names %}
                {% set nearest = api_call_volume.nearest_name(own, names) %}
                {% do api_call_volume.settings_error(
                    own, 'there is no such setting.',
                    ('`' ~ nearest ~ '`.') if nearest else 'one of ' ~ names | join(', ') ~ '.'
                ) %}
            {% endfor %}
        {% elif value is mapping and value.get('api_call_sources') %}
            {% do api_call_volume.settings_error(
                name ~ '.api_call_sources', 'settings of this package are under the name `' ~ name ~ '`, where it does not see them.',
                '`vars: api_call_volume:` above them.'
            ) %}
        {% else %}
            {% set nearest = api_call_volume.nearest_name(name, names, least_likeness=0.85) %}
            {% if nearest %}
                {% do api_call_volume.settings_error(name, 'there is no such setting.', '`' ~ nearest ~ '`.') %}
            {% endif %}
        {% endif %}
    {% endfor %}
{% endmacro %}
