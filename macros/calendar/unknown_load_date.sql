{% macro unknown_load_date() %}
    {#- unknown_load_date_text as a SQL date. -#}
    {{ return("cast('" ~ api_call_volume.unknown_load_date_text() ~ "' as date)") }}
{% endmacro %}
