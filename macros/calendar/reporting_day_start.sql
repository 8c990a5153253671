{% macro reporting_day_start(date) %}
    {#- The start of a date in the reporting time zone, as a UTC timestamp. -#}
    {% if api_call_volume.reporting_timezone() | upper == 'UTC' %}
        {{ return('cast(' ~ date ~ ' as ' ~ api_call_volume.type_utc_timestamp() ~ ')') }}
    {% else %}
        {{ return(api_call_volume.utc_timestamp_from_local(date, api_call_volume.reporting_timezone())) }}
    {% endif %}
{% endmacro %}
