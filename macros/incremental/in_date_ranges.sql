{% macro in_date_ranges(ranges) %}
    {#-
        A predicate: date_day is in one of the ranges, each a date to begin with and the first one after it,
        both as SQL; any day where there are none, no day where the list is empty.
    -#}
    {%- if ranges is none -%}
        {{ return('1 = 1') }}
    {%- endif -%}
    {%- set predicates = [] -%}
    {%- for from, to in ranges -%}
        {%- do predicates.append('(date_day >= ' ~ from ~ ' and date_day < ' ~ to ~ ')') -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
