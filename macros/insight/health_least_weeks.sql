{% macro health_least_weeks() %}
    {#- From how many earlier changes on an account has a range: with fewer, chance alone leaves it too often. -#}
    {{ return(18) }}
{% endmacro %}
