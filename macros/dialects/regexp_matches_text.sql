{% macro regexp_matches_text(expression, pattern) %}
    {#- True where the pattern matches a part of the text. -#}
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
