{% macro type_utc_timestamp() %}
    {#- The type of a timestamp without time zone, with microseconds. -#}
    {{ return(adapter.dispatch('type_utc_timestamp', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__type_utc_timestamp() %}
    {{ return(dbt.type_timestamp()) }}
{% endmacro %}

{#- `timestamp` alone has millisecond precision. -#}
{% macro trino__type_utc_timestamp() %}
    {{ return('timestamp(6)') }}
{% endmacro %}

{#- An account setting decides what `timestamp` alone means. -#}
{% macro snowflake__type_utc_timestamp() %}
    {{ return('timestamp_ntz') }}
{% endmacro %}

{#- Without a time zone in its type, a timestamp is shown and cut into days in the time zone of the server. -#}
{% macro clickhouse__type_utc_timestamp() %}
    {{ return("DateTime64(6, 'UTC')") }}
{% endmacro %}
