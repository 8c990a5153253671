{% macro in_periods(periods, period, also_previous=false) %}
    {#-
        A predicate: date_day is in one of the given periods (rows that begin with the period's start);
        any day where none are given, no day where the list is empty. With also_previous: or in a period
        right before one of them.
    -#}
    {%- if periods is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set predicates = [] -%}
    {%- for row in periods -%}
        {%- set start = "cast('" ~ row[0] ~ "' as date)" -%}
        {%- set from = 'cast(' ~ api_call_volume.timestamp_plus(period, -1, start) ~ ' as date)' if also_previous else start -%}
        {%- do predicates.append(
            '(date_day >= ' ~ from ~ ' and date_day < ' ~ api_call_volume.next_period_start(start, period) ~ ')'
        ) -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
