{% macro epoch_seconds(timestamp) %}
    {#- Whole seconds since 1970 of a UTC timestamp, as a bigint. -#}
    {{ return(adapter.dispatch('epoch_seconds', 'api_call_volume')(timestamp)) }}
{% endmacro %}

{% macro default__epoch_seconds(timestamp) %}
    {{ return(api_call_volume.not_supported('epoch_seconds')) }}
{% endmacro %}

{% macro duckdb__epoch_seconds(timestamp) %}
    cast(floor(epoch({{ timestamp }})) as bigint)
{% endmacro %}

{% macro postgres__epoch_seconds(timestamp) %}
    cast(floor(extract(epoch from {{ timestamp }})) as bigint)
{% endmacro %}

{% macro spark__epoch_seconds(timestamp) %}
    unix_seconds({{ timestamp }})
{% endmacro %}

{% macro snowflake__epoch_seconds(timestamp) %}
    date_part(epoch_second, {{ timestamp }})
{% endmacro %}

{% macro bigquery__epoch_seconds(timestamp) %}
    unix_seconds({{ timestamp }})
{% endmacro %}

{% macro trino__epoch_seconds(timestamp) %}
    date_diff('second', timestamp '1970-01-01 00:00:00', date_trunc('second', {{ timestamp }}))
{% endmacro %}

{% macro clickhouse__epoch_seconds(timestamp) %}
    toUnixTimestamp64Second({{ timestamp }})
{% endmacro %}
