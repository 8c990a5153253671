{% macro nulls_last(column, is_text=false) %}
    {#- An entry of `order by` with nulls last and texts in the order of their bytes, on every warehouse. -#}
    {% set value = api_call_volume.binary_order(column) if is_text else column %}
    {{ return('case when ' ~ column ~ ' is null then 1 else 0 end, ' ~ value) }}
{% endmacro %}
