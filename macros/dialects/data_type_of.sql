{% macro data_type_of(column) %}
    {#- The data type of a column, as the adapter lists it: what its values are. -#}
    {{ return(adapter.dispatch('data_type_of', 'api_call_volume')(column)) }}
{% endmacro %}

{% macro default__data_type_of(column) %}
    {{ return(column.data_type) }}
{% endmacro %}

{#- Without what it says of how they are stored: `Nullable(LowCardinality(String))` is a String. -#}
{% macro clickhouse__data_type_of(column) %}
    {{ return(column.dtype) }}
{% endmacro %}
