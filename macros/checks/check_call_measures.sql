{% macro check_call_measures() %}
    {#- A settings error where a measure is given twice, or has the name of a column of what it is read from or summed into. -#}
    {% set names = api_call_volume.staged_columns() + ['url_path'] %}
    {% if execute %}
        {% for model in ['int_api_calls', 'int_duplicated_api_calls', 'int_route_calls', 'fct_api_calls_daily'] %}
            {% do names.extend(graph.nodes['model.api_call_volume.' ~ model].columns) %}
        {% endfor %}
    {% endif %}
    {% for measure in api_call_volume.call_measures() %}
        {#- Once it is among the staged columns, as the measure that it is. -#}
        {% if names | select('equalto', measure) | list | length > 1 %}
            {% do api_call_volume.settings_error(
                'call_measures', '`' ~ measure ~ '` is there already.', 'each measure once, under a name that no column of a call or of the daily fact has.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
