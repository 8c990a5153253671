{% macro unknown_arrival_date() %}
    {#- Stands for the arrival date of rows without one, so that a date can be a key. -#}
    {{ return("cast('1900-01-01' as date)") }}
{% endmacro %}
