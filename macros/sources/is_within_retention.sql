{% macro is_within_retention(loaded_at, is_date=false) %}
    {#-
        A predicate: raw still keeps the rows of a load time, or with `is_date` of a load date. Always true without
        raw_retention_days, and for rows without a load time. This decides which rows may be missing after a purge.
    -#}
    {% set retention_days = var('raw_retention_days', none) %}
    {% if retention_days is none %}
        {{ return('1 = 1') }}
    {% endif %}
    {% set kept_from = api_call_volume.timestamp_plus('day', 1 - retention_days, api_call_volume.reporting_date(api_call_volume.now())) %}
    {% if is_date %}
        {{ return('(' ~ loaded_at ~ ' >= ' ~ kept_from ~ ' or ' ~ loaded_at ~ ' = ' ~ api_call_volume.unknown_load_date() ~ ')') }}
    {% endif %}
    {% set kept_from = api_call_volume.reporting_day_start('cast(' ~ kept_from ~ ' as ' ~ api_call_volume.type_date() ~ ')') %}
    {{ return('(' ~ loaded_at ~ ' >= ' ~ kept_from ~ ' or ' ~ loaded_at ~ ' is null)') }}
{% endmacro %}
