{% macro period_start(date, period, week_start_day=none) %}
    {#-
        The first day of the period (day, week, month, quarter or year) that a date falls in. Weeks start on
        week_start_day, by default that of the settings. They are counted from a known one, since date_trunc's week
        differs by warehouse.
    -#}
    {%- if period == 'day' -%}
        {{ return(date) }}
    {%- elif period == 'week' -%}
        {#- 1899-12-25 was a Monday. -#}
        {%- set day = 25 + api_call_volume.weekdays().index(week_start_day or api_call_volume.week_start_day()) -%}
        {%- set known_week_start = "cast('1899-12-" ~ day ~ "' as " ~ api_call_volume.type_date() ~ ")" -%}
        {{ return('cast(' ~ api_call_volume.timestamp_plus(
            'day', '-mod(' ~ dbt.datediff(known_week_start, date, 'day') ~ ', 7)', date
        ) ~ ' as ' ~ api_call_volume.type_date() ~ ')') }}
    {%- else -%}
        {{ return('cast(' ~ dbt.date_trunc(period, date) ~ ' as ' ~ api_call_volume.type_date() ~ ')') }}
    {%- endif -%}
{% endmacro %}
