{% macro finding_factor(direction) %}
    {#-
        From where on a change is a finding, as a factor: `change`, of the account's typical change, where its days decide; where
        its weeks do, `fall`, of low_calls, 1 or less, and `rise`, of high_calls, for the week without its busiest day; `failing`,
        of the odds that a call does not succeed at the end of its range, 1 or more.
    -#}
    {%- set factors = {
        'change': var('finding_change_factor', 4.5),
        'fall': var('finding_fall_factor', 0.7),
        'rise': var('finding_rise_factor', 1),
        'failing': var('finding_failing_factor', 1.5),
    } -%}
    {{ return(factors[direction]) }}
{% endmacro %}
