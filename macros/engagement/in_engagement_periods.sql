{% macro in_engagement_periods(periods, days_before=0, days_after=0) %}
    {#-
        A predicate: date_day is in one of the given periods (rows that begin with period_grain,
        period_start), or so many days before or after one, as in_date_ranges has it.
    -#}
    {%- if periods is none -%}
        {{ return(api_call_volume.in_date_ranges(none)) }}
    {%- endif -%}
    {%- set ranges = [] -%}
    {%- for row in periods -%}
        {%- set start = "cast('" ~ row[1] ~ "' as date)" -%}
        {%- set end = api_call_volume.next_period_start(start, row[0]) -%}
        {%- do ranges.append((
            'cast(' ~ api_call_volume.timestamp_plus('day', -1 * days_before, start) ~ ' as date)' if days_before else start,
            'cast(' ~ api_call_volume.timestamp_plus('day', days_after, end) ~ ' as date)' if days_after else end
        )) -%}
    {%- endfor -%}
    {{ return(api_call_volume.in_date_ranges(ranges)) }}
{% endmacro %}
