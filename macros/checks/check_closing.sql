{% macro check_closing() %}
    {#-
        A settings error where billing periods close, and a source is upserted: raw has the last load time of each of its
        rows, and when a call first arrived can't be known.
    -#}
    {% if api_call_volume.closes() %}
        {% for source in api_call_volume.api_call_sources() if source.sync_mode == 'upsert' %}
            {% do api_call_volume.settings_error(
                'closings' if api_call_volume.closings_relation() else 'billing_grace_days',
                'source `' ~ source.name ~ '` has `sync_mode: upsert`. An update gives a row a new load time, and a call that was '
                ~ 'billed would look as if it had come after its period was closed.',
                'nothing, or load the source by `sync_mode: append`: an updated row is added beside the earlier one, with the same '
                ~ 'id and its own load time.'
            ) %}
        {% endfor %}
    {% endif %}
{% endmacro %}
