{% macro unknown_arrival_date() %}
    {#- unknown_arrival as a SQL date. -#}
    {{ return("cast('" ~ api_call_volume.unknown_arrival() ~ "' as date)") }}
{% endmacro %}
