{% macro json_text(row) %}
    {#- A whole row, as whole_row gives it, as a JSON text. -#}
    {{ return(adapter.dispatch('json_text', 'api_call_volume')(row)) }}
{% endmacro %}

{% macro default__json_text(row) %}
    {{ return(api_call_volume.not_supported('json_text')) }}
{% endmacro %}

{% macro duckdb__json_text(row) %}
    cast(to_json({{ row }}) as varchar)
{% endmacro %}

{% macro postgres__json_text(row) %}
    cast(row_to_json({{ row }}) as text)
{% endmacro %}
