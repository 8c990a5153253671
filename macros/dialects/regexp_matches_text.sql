{% macro regexp_matches_text(expression, pattern) %}
    {#- A predicate: the pattern matches a part of the text. -#}
    {{ return(adapter.dispatch('regexp_matches_text', 'api_call_volume')(expression, pattern)) }}
{% endmacro %}

{% macro default__regexp_matches_text(expression, pattern) %}
    {{ return(api_call_volume.not_supported('regexp_matches_text')) }}
{% endmacro %}

{% macro postgres__regexp_matches_text(expression, pattern) %}
    ({{ expression }} ~ '{{ pattern }}')
{% endmacro %}

{% macro duckdb__regexp_matches_text(expression, pattern) %}
    regexp_matches({{ expression }}, '{{ pattern }}')
{% endmacro %}

{% macro spark__regexp_matches_text(expression, pattern) %}
    ({{ expression }} rlike '{{ api_call_volume.java_pattern(pattern) }}')
{% endmacro %}

{#- In a literal, a backslash is written twice. -#}
{% macro with_doubled_backslashes(text) %}
    {{ return(text | replace('\\', '\\\\')) }}
{% endmacro %}

{#- Snowflake has no non-capturing groups, so all groups capture. regexp_like would have to match the whole text. -#}
{% macro snowflake_pattern(pattern) %}
    {{ return(api_call_volume.with_doubled_backslashes(pattern | replace('(?:', '('))) }}
{% endmacro %}

{% macro snowflake__regexp_matches_text(expression, pattern) %}
    (regexp_instr({{ expression }}, '{{ api_call_volume.snowflake_pattern(pattern) }}') > 0)
{% endmacro %}

{% macro bigquery__regexp_matches_text(expression, pattern) %}
    regexp_contains({{ expression }}, r'{{ pattern }}')
{% endmacro %}

{#- `p` selects the engine that knows non-capturing groups. -#}
{% macro redshift__regexp_matches_text(expression, pattern) %}
    (regexp_instr({{ expression }}, '{{ api_call_volume.with_doubled_backslashes(pattern) }}', 1, 1, 0, 'p') > 0)
{% endmacro %}

{% macro trino__regexp_matches_text(expression, pattern) %}
    regexp_like({{ expression }}, '{{ api_call_volume.trino_pattern(pattern) }}')
{% endmacro %}

{#- By default, a dot matches line ends there. -#}
{% macro clickhouse_pattern(pattern) %}
    {{ return('(?-s)' ~ api_call_volume.with_doubled_backslashes(pattern)) }}
{% endmacro %}

{% macro clickhouse__regexp_matches_text(expression, pattern) %}
    match({{ expression }}, '{{ api_call_volume.clickhouse_pattern(pattern) }}')
{% endmacro %}
