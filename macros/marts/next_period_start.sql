{% macro next_period_start(period_start, period) %}
    {#- The first day after the `day`, `week` or `month` that starts on the given date. -#}
    {{ return('cast(' ~ api_call_volume.timestamp_plus(period, 1, period_start) ~ ' as date)') }}
{% endmacro %}
