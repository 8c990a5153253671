{% macro reporting_day_start(date) %}
    {#- The start of a date in the reporting time zone, as a UTC timestamp. -#}
    {% if api_call_volume.reporting_timezone() | upper == 'UTC' %}
        {{ return('cast(' ~ date ~ ' as ' ~ api_call_volume.type_utc_timestamp() ~ ')') }}
    {% else %}
        {{ return(adapter.dispatch('reporting_day_start', 'api_call_volume')(
            date, api_call_volume.reporting_timezone()
        )) }}
    {% endif %}
{% endmacro %}

{% macro default__reporting_day_start(date, time_zone) %}
    {{ return(api_call_volume.not_supported('reporting_day_start')) }}
{% endmacro %}

{% macro duckdb__reporting_day_start(date, time_zone) %}
    timezone('UTC', timezone('{{ time_zone }}', cast({{ date }} as timestamp)))
{%- endmacro %}

{% macro postgres__reporting_day_start(date, time_zone) %}
    ((cast({{ date }} as timestamp) at time zone '{{ time_zone }}') at time zone 'UTC')
{%- endmacro %}

{% macro spark__reporting_day_start(date, time_zone) %}
    to_utc_timestamp(cast({{ date }} as timestamp), '{{ time_zone }}')
{%- endmacro %}

{% macro snowflake__reporting_day_start(date, time_zone) %}
    convert_timezone('{{ time_zone }}', 'UTC', cast({{ date }} as timestamp_ntz))
{%- endmacro %}

{% macro redshift__reporting_day_start(date, time_zone) %}
    convert_timezone('{{ time_zone }}', 'UTC', cast({{ date }} as timestamp))
{%- endmacro %}

{% macro bigquery__reporting_day_start(date, time_zone) %}
    timestamp({{ date }}, '{{ time_zone }}')
{%- endmacro %}

{% macro trino__reporting_day_start(date, time_zone) %}
    cast(with_timezone(cast({{ date }} as timestamp(6)), '{{ time_zone }}') at time zone 'UTC' as timestamp(6))
{%- endmacro %}
