{% macro text_literal(text) %}
    {#- The text as a SQL literal, whatever it contains: its quotes are escaped, and its backslashes where they escape. -#}
    {{ return(adapter.dispatch('text_literal', 'api_call_volume')(text)) }}
{% endmacro %}

{% macro default__text_literal(text) %}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(text))) }}
{% endmacro %}

{% macro escaped_text_literal(text) %}
    {{ return(dbt.string_literal(dbt.escape_single_quotes(api_call_volume.with_doubled_backslashes(text)))) }}
{% endmacro %}

{% macro spark__text_literal(text) %}
    {{ return(api_call_volume.escaped_text_literal(text)) }}
{% endmacro %}

{% macro snowflake__text_literal(text) %}
    {{ return(api_call_volume.escaped_text_literal(text)) }}
{% endmacro %}

{% macro bigquery__text_literal(text) %}
    {{ return(api_call_volume.escaped_text_literal(text)) }}
{% endmacro %}

{% macro redshift__text_literal(text) %}
    {{ return(api_call_volume.escaped_text_literal(text)) }}
{% endmacro %}

{% macro clickhouse__text_literal(text) %}
    {{ return(api_call_volume.escaped_text_literal(text)) }}
{% endmacro %}
