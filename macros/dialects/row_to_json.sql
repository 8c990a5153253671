{% macro row_to_json(relation_alias) %}
    {#- The whole row of the relation so named in the query, as a JSON text. -#}
    {{ return(adapter.dispatch('row_to_json', 'api_call_volume')(relation_alias)) }}
{% endmacro %}

{% macro default__row_to_json(relation_alias) %}
    {{ return(api_call_volume.not_supported('row_to_json')) }}
{% endmacro %}

{% macro postgres__row_to_json(relation_alias) %}
    cast(row_to_json({{ relation_alias }}) as text)
{% endmacro %}

{% macro duckdb__row_to_json(relation_alias) %}
    cast(to_json({{ relation_alias }}) as varchar)
{% endmacro %}
