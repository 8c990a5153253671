{% macro check_names_in(settings, relation, columns, shown=none) %}
    {#-
        A settings error where an SQL expression (setting -> SQL) names a column that a relation does not have, with the
        column that was probably meant. `columns`: those of the relation, in lower case; where there are none, nothing is
        checked. `shown`: those that the message lists, if not all. See unknown_names for what is recognized.
    -#}
    {% for setting, expression in (settings.items() if columns else []) %}
        {% set unknown = api_call_volume.unknown_names(expression, columns | list) if expression | string | trim | lower not in columns else [] %}
        {% if unknown %}
            {% set nearest = api_call_volume.nearest_name(unknown[0], (shown or columns) | list, least_likeness=0.4) %}
            {% do api_call_volume.settings_error(
                setting,
                relation ~ ' has no column `' ~ unknown[0] ~ '`'
                ~ (', which `' ~ expression | string | trim ~ '` names' if unknown[0] != expression | string | trim)
                ~ '; it has ' ~ (shown or columns) | join(', ') ~ '.',
                ('did you mean `' ~ nearest ~ '`? ' if nearest else '') ~ 'a column of the table, or a SQL expression over its columns.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
