{% macro timestamp_as_text(timestamp) %}
    {#-
        A UTC timestamp for a text that is hashed, without zeros at the end of its fraction: the same text on every warehouse,
        and whatever the settings of a session.
    -#}
    {{ return(adapter.dispatch('timestamp_as_text', 'api_call_volume')(timestamp)) }}
{% endmacro %}

{#- What the cast to a text writes. -#}
{% macro default__timestamp_as_text(timestamp) %}
    {{ return(timestamp) }}
{% endmacro %}

{#- The cast follows a setting, `datestyle`. Redshift's does, too. -#}
{% macro postgres__timestamp_as_text(timestamp) %}
    {{ return('regexp_replace(to_char(' ~ timestamp ~ ", 'YYYY-MM-DD HH24:MI:SS.US'), '[.]?0+$', '')") }}
{% endmacro %}

{#- The cast follows a setting, `timestamp_ntz_output_format`, whose default has three decimals. -#}
{% macro snowflake__timestamp_as_text(timestamp) %}
    {{ return('regexp_replace(to_varchar(' ~ timestamp ~ ", 'YYYY-MM-DD HH24:MI:SS.FF6'), '[.]?0+$', '')") }}
{% endmacro %}

{#- The cast follows a setting, the default time zone of the project, and writes its offset. -#}
{% macro bigquery__timestamp_as_text(timestamp) %}
    {{ return("regexp_replace(format_datetime('%Y-%m-%d %H:%M:%E6S', datetime(" ~ timestamp ~ ", 'UTC')), r'[.]?0+$', '')") }}
{% endmacro %}

{#- The cast writes six decimals, on both. -#}
{% macro clickhouse__timestamp_as_text(timestamp) %}
    {{ return("replaceRegexpOne(cast(" ~ timestamp ~ " as String), '[.]?0+$', '')") }}
{% endmacro %}

{% macro trino__timestamp_as_text(timestamp) %}
    {{ return("regexp_replace(cast(" ~ timestamp ~ " as varchar), '[.]?0+$', '')") }}
{% endmacro %}
