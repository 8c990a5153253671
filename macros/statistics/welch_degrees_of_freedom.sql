{% macro welch_degrees_of_freedom(variance_1, rows_1, variance_2, rows_2) %}
    {#-
        An expression: the degrees of freedom of a difference of two means, whose variances (of the means) and numbers of rows
        are columns of type double (Welch 1947). Null where a mean is that of fewer than 2 rows, or nothing varies.
    -#}
    (case
        when {{ rows_1 }} > 1 and {{ rows_2 }} > 1 and {{ variance_1 }} + {{ variance_2 }} > 0
            then 1 / (
                ({{ variance_1 }} / ({{ variance_1 }} + {{ variance_2 }})) * ({{ variance_1 }} / ({{ variance_1 }} + {{ variance_2 }}))
                / ({{ rows_1 }} - 1)
                + ({{ variance_2 }} / ({{ variance_1 }} + {{ variance_2 }})) * ({{ variance_2 }} / ({{ variance_1 }} + {{ variance_2 }}))
                / ({{ rows_2 }} - 1)
            )
    end)
{%- endmacro %}
