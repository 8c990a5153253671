{% macro in_periods(periods, days_before=0, days_after=0) %}
    {#-
        A predicate: date_day is in one of the given periods (rows that begin with period_grain,
        period_start), or so many days before or after one; any day where there are none, no day where the
        list is empty.
    -#}
    {%- if periods is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set predicates = [] -%}
    {%- for row in periods -%}
        {%- set start = "cast('" ~ row[1] ~ "' as date)" -%}
        {%- set end = api_call_volume.next_period_start(start, row[0]) -%}
        {%- set from = 'cast(' ~ api_call_volume.timestamp_plus('day', -1 * days_before, start) ~ ' as date)' if days_before else start -%}
        {%- set to = 'cast(' ~ api_call_volume.timestamp_plus('day', days_after, end) ~ ' as date)' if days_after else end -%}
        {%- do predicates.append('(date_day >= ' ~ from ~ ' and date_day < ' ~ to ~ ')') -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
