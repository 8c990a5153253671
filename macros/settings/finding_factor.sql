{% macro finding_factor(direction) %}
    {#-
        How far outside its own range an account must be to be a finding, as a factor: `fall`, of low_calls, 1 or less; `rise`, of
        high_calls, for the week without its busiest day.
    -#}
    {{ return(var('finding_fall_factor', 0.7) if direction == 'fall' else var('finding_rise_factor', 1)) }}
{% endmacro %}
