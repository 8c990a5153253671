{% macro normal_upper_tail(z) %}
    {#-
        An expression: the probability that a standard normal variable exceeds `z`, a column of type double. Null for
        null. Chebyshev's fit of erfc (Numerical Recipes, 6.2): the relative error is below 1.2e-7. From 37 standard deviations
        on it is that of 37: Postgres raises an error where exp underflows.
    -#}
    {%- set distance = '(case when abs(' ~ z ~ ') >= 37 then 37 else abs(' ~ z ~ ') end)' -%}
    {%- set t = '(1 / (1 + 0.35355339059327379 * ' ~ distance ~ '))' -%}
    {%- set coefficients = [
        '1.00002368', '0.37409196', '0.09678418', '-0.18628806', '0.27886807', '-1.13520398', '1.48851587', '-0.82215223', '0.17087277'
    ] -%}
    {%- set tail -%}
        0.5 * {{ t }} * exp(
            -{{ distance }} * {{ distance }} / 2 - 1.26551223
            {%- for coefficient in coefficients %} + {{ t }} * ({{ coefficient }}{% endfor %}{{ ')' * coefficients | length }}
        )
    {%- endset -%}
    (case when {{ z }} < 0 then 1 - {{ tail }} else {{ tail }} end)
{%- endmacro %}
