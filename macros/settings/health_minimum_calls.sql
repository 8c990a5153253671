{% macro health_minimum_calls() %}
    {#- The usual calls a week from which on an account is judged: below, chance moves a count too much. -#}
    {{ return(var('health_minimum_calls', 20)) }}
{% endmacro %}
