{% macro reporting_date(timestamp, time_zone=none) %}
    {#- The date that a UTC timestamp falls on in the reporting time zone, or in another one (an IANA name). -#}
    {% set time_zone = time_zone or api_call_volume.reporting_timezone() %}
    {% if time_zone | upper == 'UTC' %}
        {{ return('cast(' ~ timestamp ~ ' as ' ~ api_call_volume.type_date() ~ ')') }}
    {% else %}
        {{ return(adapter.dispatch('reporting_date', 'api_call_volume')(timestamp, time_zone)) }}
    {% endif %}
{% endmacro %}

{% macro default__reporting_date(timestamp, time_zone) %}
    {{ return(api_call_volume.not_supported('reporting_date')) }}
{% endmacro %}

{% macro postgres__reporting_date(timestamp, time_zone) %}
    cast(({{ timestamp }} at time zone 'UTC') at time zone '{{ time_zone }}' as date)
{% endmacro %}

{% macro duckdb__reporting_date(timestamp, time_zone) %}
    cast(timezone('{{ time_zone }}', timezone('UTC', {{ timestamp }})) as date)
{% endmacro %}

{% macro spark__reporting_date(timestamp, time_zone) %}
    cast(from_utc_timestamp({{ timestamp }}, '{{ time_zone }}') as date)
{% endmacro %}

{% macro snowflake__reporting_date(timestamp, time_zone) %}
    cast(convert_timezone('UTC', '{{ time_zone }}', {{ timestamp }}) as date)
{% endmacro %}

{% macro redshift__reporting_date(timestamp, time_zone) %}
    cast(convert_timezone('UTC', '{{ time_zone }}', {{ timestamp }}) as date)
{% endmacro %}

{% macro bigquery__reporting_date(timestamp, time_zone) %}
    date({{ timestamp }}, '{{ time_zone }}')
{% endmacro %}

{% macro trino__reporting_date(timestamp, time_zone) %}
    cast(with_timezone({{ timestamp }}, 'UTC') at time zone '{{ time_zone }}' as date)
{% endmacro %}

{% macro clickhouse__reporting_date(timestamp, time_zone) %}
    cast(toTimeZone({{ timestamp }}, '{{ time_zone }}') as {{ api_call_volume.type_date() }})
{% endmacro %}
