{% macro check_call_measures() %}
    {#- A settings error where a measure is declared twice, or has the name of a column of a call or of a model that sums it. -#}
    {% set names = api_call_volume.staged_columns() + ['url_path'] %}
    {% if execute %}
        {% for model in [
            'int_api_calls', 'int_duplicated_api_calls', 'int_route_calls', 'fct_api_calls_daily', 'fct_account_calls_daily'
        ] %}
            {% do names.extend(graph.nodes['model.api_call_volume.' ~ model].columns) %}
        {% endfor %}
    {% endif %}
    {% for measure in api_call_volume.call_measures() %}
        {#- The staged columns contain each measure once. -#}
        {% if names | select('equalto', measure) | list | length > 1 %}
            {% do api_call_volume.settings_error(
                'call_measures', '`' ~ measure ~ '` is already the name of a column or measure.', 'each measure once, under a name that no column of a call or of the daily fact has.'
            ) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
