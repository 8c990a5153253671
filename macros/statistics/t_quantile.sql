{% macro t_quantile(degrees_of_freedom, confidence=0.95) %}
    {#-
        An expression: how many standard errors on each side of an effect make an interval that holds the true effect with this
        `confidence` (see normal_quantile). `degrees_of_freedom` is a column of type double. Null for null, and below 1
        degree of freedom. Cornish and Fisher's expansion to the 4th order: from 9 degrees of freedom on it is less than
        2e-5 off at 95 %, and 2e-4 at 99 %.
    -#}
    {%- set z = api_call_volume.normal_quantile(confidence) -%}
    {%- set powers = {1: z, 3: z ** 3, 5: z ** 5, 7: z ** 7, 9: z ** 9} -%}
    {%- set terms = [
        (powers[3] + powers[1]) / 4,
        (5 * powers[5] + 16 * powers[3] + 3 * powers[1]) / 96,
        (3 * powers[7] + 19 * powers[5] + 17 * powers[3] - 15 * powers[1]) / 384,
        (79 * powers[9] + 776 * powers[7] + 1482 * powers[5] - 1920 * powers[3] - 945 * powers[1]) / 92160,
    ] -%}
    (case
        when {{ degrees_of_freedom }} >= 1
            then {{ z }}
            {%- for term in terms %} + ({{ '%.12f' | format(term) }}{% endfor %}
            {%- for term in terms %}) / {{ degrees_of_freedom }}{% endfor %}
    end)
{%- endmacro %}
