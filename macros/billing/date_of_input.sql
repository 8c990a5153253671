{% macro date_of_input(expression, data_type) %}
    {#- The date in a column of a declared relation, which may be a date, a timestamp or a text; null where it is none. -#}
    cast({{ api_call_volume.plausible_timestamp(api_call_volume.utc_timestamp(expression, data_type)) }} as {{ api_call_volume.type_date() }})
{%- endmacro %}
