{% macro trimmed(expression) %}
    {#- The text without the blanks around it. Some warehouses' trim removes other white space, too. -#}
    {{ return(adapter.dispatch('trimmed', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__trimmed(expression) %}
    {{ return('trim(' ~ expression ~ ')') }}
{% endmacro %}

{% macro duckdb__trimmed(expression) %}
    {{ return('trim(' ~ expression ~ ", ' ')") }}
{% endmacro %}

{% macro bigquery__trimmed(expression) %}
    {{ return(api_call_volume.duckdb__trimmed(expression)) }}
{% endmacro %}

{% macro trino__trimmed(expression) %}
    {{ return("trim(both ' ' from " ~ expression ~ ')') }}
{% endmacro %}

{% macro trimmed_where_needed(column) %}
    {#- `trimmed`, of a column whose texts hardly ever have blanks around them. -#}
    {{ return(adapter.dispatch('trimmed_where_needed', 'api_call_volume')(column)) }}
{% endmacro %}

{% macro default__trimmed_where_needed(column) %}
    {{ return(api_call_volume.trimmed(column)) }}
{% endmacro %}

{#- trim takes four times as long as looking at both ends. -#}
{% macro duckdb__trimmed_where_needed(column) %}
    {%- set has_blanks = column ~ " like ' %' or " ~ column ~ " like '% '" -%}
    {{ return('case when ' ~ has_blanks ~ ' then ' ~ api_call_volume.trimmed(column) ~ ' else ' ~ column ~ ' end') }}
{% endmacro %}
