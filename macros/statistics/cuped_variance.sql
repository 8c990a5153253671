{% macro cuped_variance(variance, covariate_variance, covariance, theta) %}
    {#-
        An expression: the variance that is left of a measure when `theta` times its covariate (the same measure before an
        experiment) is subtracted (CUPED). All arguments are columns of type double; theta is the covariance by the variance
        of the covariate, pooled over all variants.
    -#}
    ({{ variance }} + {{ theta }} * {{ theta }} * {{ covariate_variance }} - 2 * {{ theta }} * {{ covariance }})
{%- endmacro %}
