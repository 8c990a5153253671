{% macro whole_row(relation_alias) %}
    {#- The row of the relation so named in the query, whole, as one value for json_text; nothing is copied for it. -#}
    {{ return(adapter.dispatch('whole_row', 'api_call_volume')(relation_alias)) }}
{% endmacro %}

{% macro default__whole_row(relation_alias) %}
    {{ return(relation_alias) }}
{% endmacro %}
