{% macro canonical_type(column) %}
    {#- The data type in which a format's mapping gives a canonical column. -#}
    {% if column in api_call_volume.numeric_columns() %}
        {{ return(api_call_volume.type_double()) }}
    {% endif %}
    {{ return(api_call_volume.type_utc_timestamp() if column == 'occurred_at' else dbt.type_string()) }}
{% endmacro %}
