{% macro lift_variance(mean, variance, control_mean, control_variance) %}
    {#-
        An expression: the variance of the lift, mean / control_mean - 1, by the delta method. All arguments are columns of type
        double; the variances are those of the means. Null where the control's mean is 0.
    -#}
    {%- set ratio = '(' ~ mean ~ ' / ' ~ control_mean ~ ')' -%}
    (case
        when {{ control_mean }} <> 0
            then ({{ variance }} + {{ ratio }} * {{ ratio }} * {{ control_variance }}) / ({{ control_mean }} * {{ control_mean }})
    end)
{%- endmacro %}
