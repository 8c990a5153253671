{% macro summable_value(source, value, is_signed=false, most='1e18', most_in_row='1e18') %}
    {#-
        A measured number of a raw row of the source; null where it is negative (unless `is_signed`), `most` or more, or `most_in_row`
        or more once it is multiplied by the calls that the row stands for. So no row can make a sum overflow: see
        type_sum.
    -#}
    {%- set size = 'abs(' ~ value ~ ')' if is_signed else value -%}
    {%- set calls = 'abs(coalesce(call_count, 1))' if source.allow_negative else 'coalesce(call_count, 1)' -%}
    case
        when
            {{ size }} >= 0
            and {{ size }} < {{ most }}
            and cast({{ size }} as {{ api_call_volume.type_double() }})
            * cast({{ calls }} as {{ api_call_volume.type_double() }}) < {{ most_in_row }}
            then {{ value }}
    end
{%- endmacro %}
