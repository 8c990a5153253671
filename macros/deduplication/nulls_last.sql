{% macro nulls_last(column, is_text=false) %}
    {#- A term of an `order by` that sorts nulls last and compares texts byte by byte, on every warehouse. -#}
    {% set value = api_call_volume.binary_order(column) if is_text else column %}
    {{ return('case when ' ~ column ~ ' is null then 1 else 0 end, ' ~ value) }}
{% endmacro %}
