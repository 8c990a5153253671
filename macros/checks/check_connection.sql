{% macro check_connection() %}
    {#- Stops the run where the settings of the connection would give SQL another meaning. -#}
    {% if execute %}
        {% do adapter.dispatch('check_connection', 'api_call_volume')() %}
    {% endif %}
{% endmacro %}

{% macro default__check_connection() %}
{% endmacro %}

{% macro clickhouse__check_connection() %}
    {% set ours = api_call_volume.clickhouse_settings() %}
    {% set wanted = dict(ours, **api_call_volume.clickhouse_usual_settings()) %}
    {% set found = {} %}
    {% for name, value in run_query(
        "select name, value from system.settings where name in ('" ~ wanted | join("', '") ~ "')"
    ).rows %}
        {% do found.update({name: value}) %}
    {% endfor %}
    {% set missing = [] %}
    {% for name, value in wanted.items() if found.get(name) | string != value %}
        {% do missing.append('        ' ~ name ~ ': ' ~ (value or '""')) if name in ours or name in found %}
    {% endfor %}
    {% if missing %}
        {% do exceptions.raise_compiler_error(
            'api_call_volume: the connection to ClickHouse lacks settings without which SQL means something else there. Nothing was '
            ~ 'built. Add to the target `' ~ target.name ~ '` in profiles.yml:\n\n      custom_settings:\n' ~ missing | join('\n') ~ '\n'
        ) %}
    {% endif %}
    {% set last_day = run_query("select toString(cast('9999-01-01' as Date32))").rows[0][0] %}
    {% if last_day != '9999-01-01' or adapter.get_clickhouse_cluster_name() %}
        {% do exceptions.raise_compiler_error(
            'api_call_volume: ' ~ (
                'this ClickHouse has no dates up to 9999. Use a newer version: 26.9 is tested.' if last_day != '9999-01-01'
                else 'a `cluster` in profiles.yml, whose servers are told each statement, is not supported. Connect to one server.'
            )
        ) %}
    {% endif %}
{% endmacro %}
