{% macro reporting_timezone() %}
    {#- The time zone (IANA name) of all dates in the facts, with daylight saving time. -#}
    {{ return(var('reporting_timezone', 'UTC')) }}
{% endmacro %}
