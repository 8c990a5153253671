{% macro date_in_time_zones(which, timestamp) %}
    {#- The `least` or `greatest` of the dates that a UTC timestamp falls on in reporting_timezone and in billing_time_zones. -#}
    {{ which }}(
        {{ api_call_volume.reporting_date(timestamp) | trim }}
        {%- for name in api_call_volume.billing_time_zones() %},
        {{ api_call_volume.reporting_date(timestamp, name) | trim }}
        {%- endfor %}
    )
{%- endmacro %}
