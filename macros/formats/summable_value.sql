{% macro summable_value(value, is_signed=false, most='1e18', most_in_row='1e18') %}
    {#-
        A measured number of a raw row; null where it is negative (unless `is_signed`), `most` or more, or `most_in_row`
        or more once it is multiplied by the calls that the row stands for. So no row can make a sum overflow: see
        type_sum.
    -#}
    {%- set size = 'abs(' ~ value ~ ')' if is_signed else value -%}
    case
        when
            {{ size }} >= 0
            and {{ size }} < {{ most }}
            and cast({{ size }} as {{ api_call_volume.type_double() }})
            * cast(coalesce(call_count, 1) as {{ api_call_volume.type_double() }}) < {{ most_in_row }}
            then {{ value }}
    end
{%- endmacro %}
