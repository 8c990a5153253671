{% macro timestamp_as_text(timestamp) %}
    {#- A UTC timestamp for a text that is hashed: what warehouses write without zeros at the end of its fraction is written so. -#}
    {{ return(adapter.dispatch('timestamp_as_text', 'api_call_volume')(timestamp)) }}
{% endmacro %}

{#- What the cast to a text writes. -#}
{% macro default__timestamp_as_text(timestamp) %}
    {{ return(timestamp) }}
{% endmacro %}

{#- The cast writes six decimals, on both. -#}
{% macro clickhouse__timestamp_as_text(timestamp) %}
    {{ return("replaceRegexpOne(cast(" ~ timestamp ~ " as String), '[.]?0+$', '')") }}
{% endmacro %}

{% macro trino__timestamp_as_text(timestamp) %}
    {{ return("regexp_replace(cast(" ~ timestamp ~ " as varchar), '[.]?0+$', '')") }}
{% endmacro %}
