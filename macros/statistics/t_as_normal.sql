{% macro t_as_normal(t, degrees_of_freedom) %}
    {#-
        An expression: the standard normal variable that is exceeded as often as `t` with these degrees of freedom (columns of
        type double), by Hill (1970). It has no sign. Null for null, and below 1 degree of freedom. Its two_sided_p_value is
        less than 7e-6 off from 7 degrees of freedom on.
    -#}
    {%- set a = '(' ~ degrees_of_freedom ~ ' - 0.5)' -%}
    {%- set b = '(48 * ' ~ a ~ ' * ' ~ a ~ ')' -%}
    {#- A t of more than a million would overflow when squared, and its probability is 0 to any number of places. -#}
    {%- set square = '(case when abs(' ~ t ~ ') < 1000000 then ' ~ t ~ ' * ' ~ t ~ ' when abs(' ~ t ~ ') >= 1000000 then 1000000000000 end)' -%}
    {%- set w = '(' ~ a ~ ' * ln(1 + ' ~ square ~ ' / ' ~ degrees_of_freedom ~ '))' -%}
    (case
        when {{ degrees_of_freedom }} >= 1
            then sqrt({{ w }}) * (
                1 + (
                    {{ w }} + 3
                    - (((0.4 * {{ w }} + 3.3) * {{ w }} + 24) * {{ w }} + 85.5)
                    / (0.8 * {{ w }} * {{ w }} + 100 + {{ b }})
                ) / {{ b }}
            )
    end)
{%- endmacro %}
