{% macro read_predicates(name) %}
    {#-
        Two predicates over loaded_at and date_day for the model of an engagement input, in an increment: `read`, the raw
        rows that the run reads, and `replaced`, the existing rows that the raw ones replace. None on a first build, which
        reads all rows.
        A raw table with a `loaded_at` is a log. A run reads all of it (with late_load_days, the latest loads), so that
        rows count whatever their load time. Rows that are gone from raw stay, since raw gets purged; only on the days
        from reprocess_from to reprocess_to do they go. A raw table without a `loaded_at` is a current state, and so is one
        with `sync_mode: upsert`: each run reads all of it, and rows that are gone from raw are deleted. Of an upserted one,
        those that were loaded more than raw_retention_days ago stay.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% elif api_call_volume.engagement_raw_columns(name).get('loaded_at', 'null') == 'null' %}
        {{ return({'read': '1 = 1', 'replaced': '1 = 1'}) }}
    {% elif api_call_volume.engagement_sources()[name].get('sync_mode') == 'upsert' %}
        {% set kept = api_call_volume.is_within_retention('loaded_at') %}
        {{ return({
            'read': '1 = 1',
            'replaced': '(' ~ kept ~ ' or ' ~ api_call_volume.is_reprocessed('date_day') ~ ')' if var('reprocess_from', none) and kept != '1 = 1' else kept,
        }) }}
    {% endif %}
    {% set compared_loads = api_call_volume.loaded_since(
        api_call_volume.comparison_starts([{'name': name}], 'loaded_at', 'day')[name]
    ) %}
    {% if not var('reprocess_from', none) %}
        {{ return({'read': compared_loads, 'replaced': '1 = 0'}) }}
    {% endif %}
    {% set replaced = api_call_volume.is_reprocessed('date_day') %}
    {{ return({'read': '(' ~ compared_loads ~ ' or ' ~ replaced ~ ')', 'replaced': replaced}) }}
{% endmacro %}
