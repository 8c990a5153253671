{% macro chi_square_upper_tail(statistic, degrees_of_freedom) %}
    {#-
        An expression: the probability that a chi-square variable with a whole number of degrees of freedom exceeds
        `statistic` (0 or more); both are columns, the latter of type double. Null for null, and below 1 degree of freedom.
        Finite sums, which are exact, to 30 degrees of freedom; above them the cube root of Wilson and Hilferty, less
        than 3 % off where the probability is above 0.001.
    -#}
    {%- set most_terms = 15 -%}
    {#- A half of the statistic; where it is more, the probability is 0 to more places than anybody shows. -#}
    {%- set half = '(case when ' ~ statistic ~ ' < 1200 then ' ~ statistic ~ ' / 2 when ' ~ statistic ~ ' >= 1200 then 600 end)' -%}
    {%- set root = 'sqrt(2 * ' ~ half ~ ')' -%}
    {%- set share = '(2 / (9 * cast(' ~ degrees_of_freedom ~ ' as ' ~ api_call_volume.type_double() ~ ')))' -%}
    {%- set cube_root -%}
        (power({{ statistic }} / {{ degrees_of_freedom }}, 0.3333333333333333) - 1 + {{ share }}) / sqrt({{ share }})
    {%- endset -%}
    (case
        when {{ degrees_of_freedom }} > {{ 2 * most_terms }} then {{ api_call_volume.normal_upper_tail('(' ~ cube_root ~ ')') }}
        when {{ degrees_of_freedom }} < 1 then null
        when mod(cast({{ degrees_of_freedom }} as {{ dbt.type_int() }}), 2) = 0
            then exp(-{{ half }}) * (1
            {%- set factorial = namespace(of=1.0) -%}
            {%- for term in range(1, most_terms) -%}
                {%- set factorial.of = factorial.of * term %}
                + case when {{ degrees_of_freedom }} > {{ 2 * term }} then power({{ half }}, {{ term }}) / {{ '%.0f' | format(factorial.of) }} else 0 end
            {%- endfor -%}
            )
        else
            2 * {{ api_call_volume.normal_upper_tail(root) }} + exp(-{{ half }}) * (0
            {%- set gamma = namespace(of=1.7724538509055159) -%}
            {%- for term in range(1, most_terms) -%}
                {%- set gamma.of = gamma.of * (term - 0.5) %}
                + case when {{ degrees_of_freedom }} > {{ 2 * term }} then power({{ half }}, {{ term }} - 0.5) / {{ '%.12f' | format(gamma.of) }} else 0 end
            {%- endfor -%}
            )
    end)
{%- endmacro %}
