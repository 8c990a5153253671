{% macro months_looked_back() %}
    {#- From the errors of how many earlier months a forecast takes its range. -#}
    {{ return(6) }}
{% endmacro %}
