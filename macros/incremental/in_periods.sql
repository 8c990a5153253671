{% macro in_periods(periods, period, also_previous=false) %}
    {#-
        A predicate: date_day is in one of the given periods (rows that begin with the period's start), as
        in_date_ranges has it. With also_previous: or in a period right before one of them.
    -#}
    {%- if periods is none -%}
        {{ return(api_call_volume.in_date_ranges(none)) }}
    {%- endif -%}
    {%- set ranges = [] -%}
    {%- for row in periods -%}
        {%- set start = "cast('" ~ row[0] ~ "' as date)" -%}
        {%- set from = 'cast(' ~ api_call_volume.timestamp_plus(period, -1, start) ~ ' as date)' if also_previous else start -%}
        {%- do ranges.append((from, api_call_volume.next_period_start(start, period))) -%}
    {%- endfor -%}
    {{ return(api_call_volume.in_date_ranges(ranges)) }}
{% endmacro %}
