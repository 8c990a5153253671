{% macro type_utc_timestamp() %}
    {#- A timestamp without time zone, with microseconds. -#}
    {{ return(adapter.dispatch('type_utc_timestamp', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__type_utc_timestamp() %}
    {{ return(dbt.type_timestamp()) }}
{% endmacro %}

{#- `timestamp` alone has milliseconds. -#}
{% macro trino__type_utc_timestamp() %}
    {{ return('timestamp(6)') }}
{% endmacro %}

{#- What `timestamp` alone is, is a setting of the account. -#}
{% macro snowflake__type_utc_timestamp() %}
    {{ return('timestamp_ntz') }}
{% endmacro %}
