{% macro finding_factor(direction) %}
    {#-
        How strong a fall or a rise must be to be a finding: `change`, as a multiple of the account's typical change. How far outside its own range an account must be to be a finding, as a factor: `fall`, of low_calls, 1 or less; `rise`, of
        high_calls, for the week without its busiest day; `failing`, of the odds that a call does not succeed at the end of its
        range, 1 or more.
    -#}
    {%- set factors = {
        'change': var('finding_change_factor', 4.5),
        'fall': var('finding_fall_factor', 0.7),
        'rise': var('finding_rise_factor', 1),
        'failing': var('finding_failing_factor', 1.5),
    } -%}
    {{ return(factors[direction]) }}
{% endmacro %}
