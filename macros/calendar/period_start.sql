{% macro period_start(date, period, week_start_day=none) %}
    {#-
        The first day of the `day`, `week` or `month` that a date falls in. Weeks start on
        week_start_day (the setting, where none is given), found by counting days from a known one:
        date_trunc's week differs by warehouse.
    -#}
    {%- if period == 'day' -%}
        {{ return(date) }}
    {%- elif period == 'week' -%}
        {%- set known_week_start = "cast('" ~ api_call_volume.known_week_start(week_start_day) ~ "' as date)" -%}
        {{ return('cast(' ~ api_call_volume.timestamp_plus(
            'day', '-mod(' ~ dbt.datediff(known_week_start, date, 'day') ~ ', 7)', date
        ) ~ ' as date)') }}
    {%- else -%}
        {{ return('cast(' ~ dbt.date_trunc(period, date) ~ ' as date)') }}
    {%- endif -%}
{% endmacro %}
