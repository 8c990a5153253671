{% macro is_kept_copy() %}
    {#-
        Whether a copy, ranked among those of its call by `copy_rank`, is the one to count: no better
        copy arrived within deduplication_window_days of it (without a window: ever). A copy of unknown
        arrival is taken to have arrived when it was made.
    -#}
    {% set window_days = var('deduplication_window_days', none) %}
    {% if window_days is none %}
        {{ return('copy_rank = 1') }}
    {% endif %}
    {% set arrived_seconds = api_call_volume.epoch_seconds('coalesce(loaded_at, occurred_at)') %}
    {% set window_seconds = window_days * 86400 %}
    {{ return(
        'copy_rank = min(copy_rank) over (partition by source_name, entry_key order by ' ~ arrived_seconds
        ~ ' range between ' ~ window_seconds ~ ' preceding and ' ~ window_seconds ~ ' following)'
    ) }}
{% endmacro %}
