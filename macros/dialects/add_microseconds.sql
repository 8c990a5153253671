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
