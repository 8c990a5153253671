{% macro ratio_to_rank(p_value, partition_by) %}
    {#-
        An expression, the first step of a q_value: the p-value times the number of p-values in its partition, by its rank
        there, where ties all have the largest rank. `partition_by` is a list of columns. Null for null.
    -#}
    {%- set partition = partition_by | join(', ') ~ ', case when ' ~ p_value ~ ' is null then 1 else 0 end' -%}
    ({{ p_value }} * count(*) over (partition by {{ partition }})
    / (
        rank() over (partition by {{ partition }} order by {{ p_value }})
        + count(*) over (partition by {{ partition }}, {{ p_value }}) - 1
    ))
{%- endmacro %}
