{% macro regexp_replace_all(expression, pattern, replacement) %}
    {#- The text with every match of the pattern replaced. Patterns use only what all engines support: no look-around, no \d. -#}
    {{ return(adapter.dispatch('regexp_replace_all', 'api_call_volume')(expression, pattern, replacement)) }}
{% endmacro %}

{% macro default__regexp_replace_all(expression, pattern, replacement) %}
    {{ return(api_call_volume.not_supported('regexp_replace_all')) }}
{% endmacro %}

{% macro postgres__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{% endmacro %}

{% macro duckdb__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace({{ expression }}, '{{ pattern }}', '{{ replacement }}', 'g')
{% endmacro %}

{% macro spark__regexp_replace_all(expression, pattern, replacement) %}
    {#- In a replacement, Java writes a group as $1. -#}
    {%- set replacement = modules.re.sub('[\\\\]([0-9])', '$\\1', replacement) -%}
    regexp_replace({{ expression }}, '{{ api_call_volume.java_pattern(pattern) }}', '{{ replacement }}')
{% endmacro %}

{#- In a replacement, a group is \1. -#}
{% macro snowflake__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace(
        {{ expression }}, '{{ api_call_volume.snowflake_pattern(pattern) }}', '{{ api_call_volume.with_doubled_backslashes(replacement) }}'
    )
{% endmacro %}

{% macro bigquery__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace({{ expression }}, r'{{ pattern }}', r'{{ replacement }}')
{% endmacro %}

{% macro redshift__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace({{ expression }}, '{{ api_call_volume.with_doubled_backslashes(pattern) }}', '{{ replacement }}', 1, 'p')
{% endmacro %}

{% macro trino__regexp_replace_all(expression, pattern, replacement) %}
    regexp_replace({{ expression }}, '{{ api_call_volume.trino_pattern(pattern) }}', '{{ replacement | replace('\\', '$') }}')
{% endmacro %}

{% macro clickhouse__regexp_replace_all(expression, pattern, replacement) %}
    replaceRegexpAll(
        {{ expression }}, '{{ api_call_volume.clickhouse_pattern(pattern) }}', '{{ api_call_volume.with_doubled_backslashes(replacement) }}'
    )
{% endmacro %}
