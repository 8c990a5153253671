{% macro any_time_p_value(statistic, rows, tuned_to_rows=5000) %}
    {#-
        An expression: a p-value that stays valid however often somebody looks at a running experiment (an asymptotic
        confidence sequence, with the mixture of Robbins): below 0.05 at any look in at most 5 % of experiments without
        an effect. `statistic` is the effect by its standard error, `rows` the number of rows in both arms, columns of type double.
        It is sharpest at `tuned_to_rows`, and larger than a p-value of one look everywhere. Null for null.
    -#}
    {#- (-2 ln 0.05 + ln(1 - 2 ln 0.05)) / tuned_to_rows -#}
    {%- set n_rho = '(' ~ rows ~ ' * ' ~ '%.12f' | format(7.936154601737565 / tuned_to_rows) ~ ')' -%}
    {%- set exponent = statistic ~ ' * ' ~ statistic ~ ' * ' ~ n_rho ~ ' / (2 * (' ~ n_rho ~ ' + 1))' -%}
    (case
        when abs({{ statistic }}) < 1000
            and sqrt({{ n_rho }} + 1) * exp(-(case when {{ exponent }} < 600 then {{ exponent }} else 600 end)) < 1
            then sqrt({{ n_rho }} + 1) * exp(-(case when {{ exponent }} < 600 then {{ exponent }} else 600 end))
        when abs({{ statistic }}) >= 1000 then 0
        when abs({{ statistic }}) * {{ rows }} >= 0 then 1
    end)
{%- endmacro %}
