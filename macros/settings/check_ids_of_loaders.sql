{% macro check_ids_of_loaders(settings, sync_mode, fix) %}
    {#-
        A settings error where an identifier (setting -> SQL) is the id that a loader gives to each row it loads: what is
        loaded twice has two of them, and would count twice. As the loaders document them: Airbyte's are random; dlt's is, too,
        except in a table that it upserts, where it is a hash of the key. `fix`: what to write in place of it.
    -#}
    {% set loaders = {'_airbyte_raw_id': 'Airbyte', '_airbyte_ab_id': 'Airbyte', '_dlt_id': 'dlt'} %}
    {% for setting, expression in settings.items() %}
        {% for name, loader in loaders.items() if name != '_dlt_id' or sync_mode != 'upsert' %}
            {% if modules.re.search('(?<![a-z0-9_])' ~ name ~ '(?![a-z0-9_])', expression | string | lower) %}
                {% do api_call_volume.settings_error(
                    setting,
                    loader ~ ' gives `' ~ name ~ '` to each row that it loads: what is loaded twice has two, and would count twice.',
                    fix
                ) %}
            {% endif %}
        {% endfor %}
    {% endfor %}
{% endmacro %}
