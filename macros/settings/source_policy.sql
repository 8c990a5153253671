{% macro source_policy(source) %}
    {#-
        A short hash of every setting that decides what the calls of a source become: how it is read, and
        the settings that hold for all sources. Two different ones must never meet in one table. Where the
        raw rows are, and how long they stay, is no policy.
    -#}
    {% set policy = {
        'format': source.format,
        'record_column': source.record_column,
        'loaded_at_column': source.loaded_at_column,
        'columns': source.columns,
        'deduplicate_on': source.deduplicate_on,
        'where': source.where,
        'reporting_timezone': api_call_volume.reporting_timezone(),
        'week_start_day': api_call_volume.week_start_day(),
        'excluded_calls_where': var('excluded_calls_where', none),
        'future_tolerance_minutes': api_call_volume.future_tolerance_minutes(),
        'first_call_date': var('first_call_date', none) | string,
        'deduplication_window_days': var('deduplication_window_days', none),
    } %}
    {{ return(local_md5(tojson(policy, sort_keys=true))[:16]) }}
{% endmacro %}
