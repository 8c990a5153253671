{% macro local_date(timestamp, time_zone) %}
    {#-
        The date that a UTC timestamp falls on in a time zone, SQL that returns one of billing_time_zones. Null where there
        is no time zone.
    -#}
    {%- if api_call_volume.billing_time_zones() -%}
    case {{ time_zone }}
        {%- for name in api_call_volume.billing_time_zones() %}
        when '{{ name }}' then {{ api_call_volume.reporting_date(timestamp, name) | trim }}
        {%- endfor %}
    end
    {%- else -%}
    cast(null as {{ api_call_volume.type_date() }})
    {%- endif -%}
{%- endmacro %}
