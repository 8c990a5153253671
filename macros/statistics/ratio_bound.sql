{% macro ratio_bound(side, mean, variance, control_mean, control_variance, covariance, quantile) %}
    {#-
        An expression: the `low` or the `high` end (`side`) of the interval for mean / control_mean (Fieller 1954): it holds each ratio
        by which the mean can be divided without a significant difference to the control's mean. All other arguments are columns of
        type double; variances and covariance are those of the means, `quantile` is the t_quantile of the difference. Null for null,
        and where one of the means can't be told from 0, or is below it: no ratio is too small, or too large, then.
    -#}
    {%- set square = quantile ~ ' * ' ~ quantile -%}
    {%- set lead = '(' ~ mean ~ ' * ' ~ mean ~ ' - ' ~ square ~ ' * ' ~ variance ~ ')' -%}
    {%- set control_lead = '(' ~ control_mean ~ ' * ' ~ control_mean ~ ' - ' ~ square ~ ' * ' ~ control_variance ~ ')' -%}
    {%- set middle = '(' ~ mean ~ ' * ' ~ control_mean ~ ' - ' ~ square ~ ' * ' ~ covariance ~ ')' -%}
    {#- middle * middle - lead * control_lead, without the terms that cancel out -#}
    {%- set discriminant -%}
        (
            {{ mean }} * {{ mean }} * {{ control_variance }} + {{ control_mean }} * {{ control_mean }} * {{ variance }}
            - 2 * {{ mean }} * {{ control_mean }} * {{ covariance }}
            - {{ square }} * ({{ variance }} * {{ control_variance }} - {{ covariance }} * {{ covariance }})
        )
    {%- endset -%}
    {%- set root = quantile ~ ' * sqrt(case when ' ~ discriminant ~ ' > 0 then ' ~ discriminant ~ ' else 0 end)' -%}
    (case
        when {{ mean }} > 0.000001 and {{ control_mean }} > 0.000001 and {{ lead }} > 0 and {{ control_lead }} > 0
            {%- if side == 'low' %}
            then {{ lead }} / ({{ middle }} + {{ root }})
            {%- else %}
            then ({{ middle }} + {{ root }}) / {{ control_lead }}
            {%- endif %}
    end)
{%- endmacro %}
