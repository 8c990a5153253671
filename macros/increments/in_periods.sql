{% macro in_periods(periods, periods_before=0, days_after=0, column='date_day') %}
    {#-
        A predicate: `column`, a date, is in one of these periods (lists that begin with period_grain, period_start), in one
        of the `periods_before` periods before it, or in the `days_after` days after it. None means every day; an
        empty list matches no day.
    -#}
    {%- if periods is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set predicates = [] -%}
    {%- for row in periods -%}
        {%- set start = "cast('" ~ row[1] ~ "' as " ~ api_call_volume.type_date() ~ ")" -%}
        {%- set end = api_call_volume.next_period_start(start, row[0]) -%}
        {%- set from = api_call_volume.next_period_start(start, row[0], -1 * periods_before) if periods_before else start -%}
        {%- set to = api_call_volume.next_period_start(end, 'day', days_after) if days_after else end -%}
        {%- do predicates.append('(' ~ column ~ ' >= ' ~ from ~ ' and ' ~ column ~ ' < ' ~ to ~ ')') -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
