{% macro utc_timestamp_from_local(timestamp, time_zone) %}
    {#- A local time or date of a time zone (an IANA name) as a UTC timestamp. -#}
    {{ return(adapter.dispatch('utc_timestamp_from_local', 'api_call_volume')(timestamp, time_zone)) }}
{% endmacro %}

{% macro default__utc_timestamp_from_local(timestamp, time_zone) %}
    {{ return(api_call_volume.not_supported('utc_timestamp_from_local')) }}
{% endmacro %}

{% macro duckdb__utc_timestamp_from_local(timestamp, time_zone) %}
    timezone('UTC', timezone('{{ time_zone }}', cast({{ timestamp }} as timestamp)))
{%- endmacro %}

{% macro postgres__utc_timestamp_from_local(timestamp, time_zone) %}
    ((cast({{ timestamp }} as timestamp) at time zone '{{ time_zone }}') at time zone 'UTC')
{%- endmacro %}

{% macro spark__utc_timestamp_from_local(timestamp, time_zone) %}
    to_utc_timestamp(cast({{ timestamp }} as timestamp), '{{ time_zone }}')
{%- endmacro %}

{% macro snowflake__utc_timestamp_from_local(timestamp, time_zone) %}
    convert_timezone('{{ time_zone }}', 'UTC', cast({{ timestamp }} as timestamp_ntz))
{%- endmacro %}

{% macro redshift__utc_timestamp_from_local(timestamp, time_zone) %}
    convert_timezone('{{ time_zone }}', 'UTC', cast({{ timestamp }} as timestamp))
{%- endmacro %}

{% macro bigquery__utc_timestamp_from_local(timestamp, time_zone) %}
    timestamp(cast({{ timestamp }} as datetime), '{{ time_zone }}')
{%- endmacro %}

{% macro trino__utc_timestamp_from_local(timestamp, time_zone) %}
    cast(with_timezone(cast({{ timestamp }} as timestamp(6)), '{{ time_zone }}') at time zone 'UTC' as timestamp(6))
{%- endmacro %}

{% macro clickhouse__utc_timestamp_from_local(timestamp, time_zone) %}
    toTimeZone(toDateTime64OrNull(cast({{ timestamp }} as String), 6, '{{ time_zone }}'), 'UTC')
{%- endmacro %}
