{% macro ratio_variance(rows, numerator_mean, denominator_mean, numerator_variance, denominator_variance, covariance) %}
    {#-
        An expression: the variance of a ratio of sums over independent rows (such as the successful calls of accounts over all of
        their calls), by the delta method. All arguments are columns of type double: the number of rows, the means, the
        variances and the covariance of the rows. Null where the denominator is 0.
    -#}
    {%- set ratio = '(' ~ numerator_mean ~ ' / ' ~ denominator_mean ~ ')' -%}
    (case
        when {{ denominator_mean }} <> 0 and {{ rows }} > 0
            then (
                {{ numerator_variance }}
                + {{ ratio }} * {{ ratio }} * {{ denominator_variance }}
                - 2 * {{ ratio }} * {{ covariance }}
            ) / ({{ rows }} * {{ denominator_mean }} * {{ denominator_mean }})
    end)
{%- endmacro %}
