{% macro is_counted_copy() %}
    {#-
        A predicate: a copy of a call, ranked by `copy_rank`, is the one to count, since no copy of a better rank was
        loaded within deduplication_window_days of it (without a window: ever). A copy without a load time counts as
        loaded at the time of the call.
    -#}
    {% set window_days = var('deduplication_window_days', none) %}
    {% if window_days is none %}
        {{ return('copy_rank = 1') }}
    {% endif %}
    {{ return('copy_rank = ' ~ api_call_volume.least_within(
        'copy_rank',
        'key_scope, entry_key',
        api_call_volume.epoch_seconds('coalesce(loaded_at, occurred_at)'),
        window_days * 86400
    )) }}
{% endmacro %}
