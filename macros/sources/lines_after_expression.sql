{% macro lines_after_expression(label, text) %}
    {#- What follows an expression that is tried (see labelled_expression), so that messages quote a line with its label. -#}
    {{ return(adapter.dispatch('lines_after_expression', 'api_call_volume')(label, text)) }}
{% endmacro %}

{% macro default__lines_after_expression(label, text) %}
    {{ return('') }}
{% endmacro %}

{#-
    DuckDB 2.0 counts the place of an error from after the comments that a statement begins with, as dbt's query comment,
    and then quotes a line that comes later. So the lines that come next have the same label.
-#}
{% macro duckdb__lines_after_expression(label, text) %}
    {% set shown = text.split() | join(' ') | replace('*/', '') | replace('/*', '') | truncate([72 - label | length, 3] | max, true, '...', 0) %}
    {% set line = '\n/* ' ~ label ~ (': ' ~ shown if label | length < 60 else '') ~ ' */' %}
    {{ return(line * (600 // line | length + 1) ~ '\n/* ' ~ label ~ ' */') }}
{% endmacro %}
