{% macro weighted_sum(value, has_call_counts) %}
    {#-
        The sum of a whole number (or an exact decimal) over the calls that the rows stand for: value x call_count; 0
        where there are none. Nearly every row stands for one call, and exact decimals are slow: those
        rows are summed as whole numbers, and only the others, where sources have such (has_call_counts), multiplied.
    -#}
    {%- if has_call_counts -%}
    cast(
        coalesce({{ api_call_volume.exact_sum('case when call_count = 1 then ' ~ value ~ ' end') }}, 0)
        + coalesce(sum(case when call_count <> 1 then {{ api_call_volume.exact_multiple(value, 'call_count') }} end), 0) as {{ api_call_volume.type_sum() }}
    )
    {%- else -%}
    cast(coalesce({{ api_call_volume.exact_sum(value) }}, 0) as {{ api_call_volume.type_sum() }})
    {%- endif -%}
{%- endmacro %}
