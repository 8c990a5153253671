{% macro add_microseconds(timestamp, microseconds) %}
    {#- A timestamp plus a number of microseconds (rounded; may be negative). On DuckDB, dbt.dateadd counts in 32 bits. -#}
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

{#- dbt.dateadd returns a datetime, not a timestamp. -#}
{% macro bigquery__add_microseconds(timestamp, microseconds) %}
    timestamp_add({{ timestamp }}, interval cast(round({{ microseconds }}) as int64) microsecond)
{% endmacro %}

{#- date_add and intervals have millisecond precision. -#}
{% macro trino__add_microseconds(timestamp, microseconds) %}
    cast(
        from_unixtime_nanos(
            cast({{ api_call_volume.trino_epoch_microseconds(timestamp) }} + cast(round({{ microseconds }}) as bigint) as decimal(38, 0)) * 1000
        ) at time zone 'UTC' as timestamp(6)
    )
{% endmacro %}

{#- Microseconds since 1970, exact: to_unixtime returns a double, and date_diff has millisecond precision. -#}
{% macro trino_epoch_microseconds(timestamp) -%}
    (
        date_diff('second', timestamp '1970-01-01 00:00:00', date_trunc('second', {{ timestamp }})) * 1000000
        + cast(substr(cast(cast({{ timestamp }} as timestamp(6)) as varchar), -6) as bigint)
    )
{%- endmacro %}
