{% macro two_sided_p_value(z) %}
    {#-
        An expression: the probability that a standard normal variable is at least as far from 0 as `z`, a column of type
        double. Null for null. For the p-value of a t statistic, `z` is its t_as_normal.
    -#}
    (2 * {{ api_call_volume.normal_upper_tail('abs(' ~ z ~ ')') }})
{%- endmacro %}
