{% macro add_microseconds(timestamp, microseconds) %}
    {#- A timestamp so many microseconds (a number, rounded; may be negative) later. dbt.dateadd counts in 32 bits on DuckDB. -#}
    {{ return(adapter.dispatch('add_microseconds', 'api_call_volume')(timestamp, microseconds)) }}
{% endmacro %}

{% macro default__add_microseconds(timestamp, microseconds) %}
    {{ return(dbt.dateadd('microsecond', 'cast(round(' ~ microseconds ~ ') as ' ~ dbt.type_bigint() ~ ')', timestamp)) }}
{% endmacro %}

{% macro duckdb__add_microseconds(timestamp, microseconds) %}
    {{ timestamp }} + to_microseconds(cast(round({{ microseconds }}) as bigint))
{% endmacro %}

{% macro spark__add_microseconds(timestamp, microseconds) %}
    timestamp_micros(unix_micros({{ timestamp }}) + cast(round({{ microseconds }}) as bigint))
{% endmacro %}

{#- dbt.dateadd gives a datetime, which is no timestamp. -#}
{% macro bigquery__add_microseconds(timestamp, microseconds) %}
    timestamp_add({{ timestamp }}, interval cast(round({{ microseconds }}) as int64) microsecond)
{% endmacro %}

{#- date_add and intervals count milliseconds. -#}
{% macro trino__add_microseconds(timestamp, microseconds) %}
    cast(
        from_unixtime_nanos(
            cast({{ api_call_volume.trino_epoch_microseconds(timestamp) }} + cast(round({{ microseconds }}) as bigint) as decimal(38, 0)) * 1000
        ) at time zone 'UTC' as timestamp(6)
    )
{% endmacro %}

{#- Microseconds since 1970, exact: to_unixtime is a double, and date_diff counts milliseconds. -#}
{% macro trino_epoch_microseconds(timestamp) -%}
    (
        date_diff('second', timestamp '1970-01-01 00:00:00', date_trunc('second', {{ timestamp }})) * 1000000
        + cast(substr(cast(cast({{ timestamp }} as timestamp(6)) as varchar), -6) as bigint)
    )
{%- endmacro %}
