{% macro source_policy(source) %}
    {#-
        The settings that determine how the calls of a source are counted, as one text with a hash of each value
        (`format=0a1b2c3d reporting_timezone=…`): those of the source, and those of all sources. A table must never
        mix rows of two policies. Settings that mean the same are the same policy: SQL is compared without its blanks and
        comments; the keys of a path keep their case. Where the raw rows are, and how long raw keeps them, is not part of
        the policy. The source that `same_calls_as` names keeps its first name here: a rename is no other policy.
        A release of this package that counts calls differently raises `rules`.
    -#}
    {% set policy = {
        'rules': 5,
        'format': source.format,
        'record_column': (
            source.record_column if api_call_volume.is_path(source.record_column) else api_call_volume.normalized_sql(source.record_column)
        ),
        'loaded_at_column': api_call_volume.normalized_sql(source.loaded_at_column),
        'loaded_at_time_zone': source.loaded_at_time_zone,
        'epoch_unit': source.epoch_unit,
        'columns': api_call_volume.counted_columns(source),
        'deduplicate_on': source.deduplicate_on,
        'same_calls_as': source.same_calls_as_first_named,
        'call_measures': api_call_volume.call_measures(),
        'where': api_call_volume.normalized_condition(source.where, 'true'),
        'sync_mode': source.sync_mode == 'truncate_load',
        'reporting_timezone': api_call_volume.reporting_timezone(),
        'week_start_day': api_call_volume.week_start_day(),
        'excluded_calls_where': api_call_volume.normalized_condition(source.excluded_calls_where, 'false'),
        'future_tolerance_minutes': api_call_volume.future_tolerance_minutes(),
        'first_call_date': var('first_call_date', none) | string,
        'deduplication_window_days': var('deduplication_window_days', none),
    } %}
    {% if api_call_volume.call_dimensions() %}
        {% do policy.update({'call_dimensions': api_call_volume.call_dimensions() | sort}) %}
    {% endif %}
    {% if source.route_templates_relation %}
        {% do policy.update({'route_templates_relation': true}) %}
    {% endif %}
    {% if source.cancelled_when %}
        {% do policy.update({'cancelled_when': api_call_volume.normalized_sql(source.cancelled_when)}) %}
    {% endif %}
    {% if source.keep_copy != 'earliest' %}
        {% do policy.update({'keep_copy': source.keep_copy}) %}
    {% endif %}
    {% if source.allow_negative %}
        {% do policy.update({'allow_negative': true}) %}
    {% endif %}
    {% if source.own_keys %}
        {% do policy.update({'own_keys': source.own_keys}) %}
    {% endif %}
    {% if source.line_pattern %}
        {% do policy.update({'line_pattern': [source.line_pattern, source.line_columns]}) %}
    {% endif %}
    {{ return(api_call_volume.hashed_settings(policy)) }}
{% endmacro %}
