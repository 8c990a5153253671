{% macro power_user_days() %}
    {#- On how many of 28 days a power user is active. Absolute, so that late calls of others can't move anyone. -#}
    {{ return(14) }}
{% endmacro %}
