{% macro weighted_count(value, has_call_counts) %}
    {#- How many calls the rows stand for in which the value is not null; see weighted_sum. -#}
    {%- if has_call_counts -%}
    cast(
        count(case when call_count = 1 then {{ value }} end)
        + coalesce(sum(case when call_count <> 1 and {{ value }} is not null then call_count end), 0) as {{ dbt.type_numeric() }}
    )
    {%- else -%}
    cast(count({{ value }}) as {{ dbt.type_numeric() }})
    {%- endif -%}
{%- endmacro %}
