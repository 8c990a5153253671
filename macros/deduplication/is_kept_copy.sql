{% macro is_kept_copy() %}
    {#-
        Whether a copy, ranked among those of its call by `copy_rank`, is the one to count: no better
        copy arrived within deduplication_window_days of it (without a window: ever). A copy of unknown
        load_date is taken to have arrived when it was made.
    -#}
    {% set window_days = var('deduplication_window_days', none) %}
    {% if window_days is none %}
        {{ return('copy_rank = 1') }}
    {% endif %}
    {{ return('copy_rank = ' ~ api_call_volume.least_within(
        'copy_rank',
        'source_name, entry_key',
        api_call_volume.epoch_seconds('coalesce(loaded_at, occurred_at)'),
        window_days * 86400
    )) }}
{% endmacro %}
