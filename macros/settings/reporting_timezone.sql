{% macro reporting_timezone() %}
    {#- The time zone (IANA name) in which a call's date is read, daylight saving included. -#}
    {{ return(var('reporting_timezone', 'UTC')) }}
{% endmacro %}
