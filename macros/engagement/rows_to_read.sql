{% macro rows_to_read(name) %}
    {#-
        For the model that keeps the rows of an input of the engagement marts: which raw rows a run reads
        (`arrived`, over loaded_at and date_day), and which of the standing rows are what raw says now and
        nothing else (`replaced`, over date_day). None on a first build: all rows.
        Raw with a `loaded_at` is a log: all of it (with late_load_days, the latest loads) is read, rows that went stay (raw gets purged),
        but for the days that reprocess_from and reprocess_to name. Without it, raw is how things are now:
        each run reads all of it, and what is gone from it goes.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% elif api_call_volume.engagement_raw_columns(name).get('loaded_at', 'null') == 'null' %}
        {{ return({'arrived': '1 = 1', 'replaced': '1 = 1'}) }}
    {% endif %}
    {% set arrived = api_call_volume.loaded_since(api_call_volume.compared_loads([{'name': name}], 'loaded_at', 'day')[name]) %}
    {% if not var('reprocess_from', none) %}
        {{ return({'arrived': arrived, 'replaced': '1 = 0'}) }}
    {% endif %}
    {% set replaced = api_call_volume.is_reprocessed('date_day') %}
    {{ return({'arrived': '(' ~ arrived ~ ' or ' ~ replaced ~ ')', 'replaced': replaced}) }}
{% endmacro %}
