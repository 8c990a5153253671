{% macro values_cut(values_known) %}
    {#-
        An expression: how many values a range leaves out at each end, of so many `values_known` (at most health_range_weeks): 5 % of
        them and the judged one, at least one.
    -#}
    case when {{ values_known }} >= 39 then 2 else 1 end
{%- endmacro %}
