{% macro wilson_bound(successes, trials, bound, confidence=0.95) %}
    {#-
        An expression: the `bound`, 'low' or 'high', of the interval of Wilson (1927) for a share: so many `successes` of so many
        `trials`, columns of type double. Unlike a plain interval it stays within 0 and 1, and is one also where nothing or
        everything succeeded. `confidence`: see normal_quantile. Null without trials.
    -#}
    {%- set z = api_call_volume.normal_quantile(confidence) -%}
    {%- set square = '%.12f' | format(z * z) -%}
    (case
        when {{ trials }} > 0
            then (
                {{ successes }} + {{ square }} / 2
                {{ '-' if bound == 'low' else '+' }} {{ z }} * sqrt(
                    {{ successes }} * ({{ trials }} - {{ successes }}) / {{ trials }} + {{ square }} / 4
                )
            ) / ({{ trials }} + {{ square }})
    end)
{%- endmacro %}
