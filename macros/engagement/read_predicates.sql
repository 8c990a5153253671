{% macro read_predicates(name) %}
    {#-
        For the model that keeps the rows of an input of the engagement marts, in an increment: which raw rows
        a run reads (`read`, over loaded_at and date_day), and which of the existing rows are replaced by what
        raw says now (`replaced`, over date_day). None on a first build: all rows are read.
        Raw with a `loaded_at` is a log: what was loaded lately is read, rows that went stay (raw gets purged),
        but for the days that reprocess_from and reprocess_to name. Without it, raw is how things are now:
        each run reads all of it, and what is gone from it goes.
    -#}
    {% if not api_call_volume.is_increment() %}
        {{ return(none) }}
    {% elif api_call_volume.engagement_raw_columns(name).get('loaded_at', 'null') == 'null' %}
        {{ return({'read': '1 = 1', 'replaced': '1 = 1'}) }}
    {% endif %}
    {% set loaded_lately = api_call_volume.loaded_since(
        api_call_volume.comparison_starts([{'name': name}], 'loaded_at', 'day')[name]
    ) %}
    {% if not var('reprocess_from', none) %}
        {{ return({'read': loaded_lately, 'replaced': '1 = 0'}) }}
    {% endif %}
    {% set replaced = api_call_volume.is_reprocessed('date_day') %}
    {{ return({'read': '(' ~ loaded_lately ~ ' or ' ~ replaced ~ ')', 'replaced': replaced}) }}
{% endmacro %}
